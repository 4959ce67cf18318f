// The page: listens to the gateway and shows its reports.
import { showAccess } from "./access.js";
import { byId, setState, setText } from "./dom.js";
import { showGrid } from "./grid.js";
import { History } from "./history.js";
import { prepareKey } from "./key.js";
import { showNodes } from "./nodes.js";
import { prepareOrders } from "./orders.js";
import { listen } from "./stream.js";
import { addEvent } from "./timeline.js";
import { showVerdict } from "./verdict.js";
import { prepareWatch } from "./watch.js";
import { prepareWiring } from "./wiring.js";
import { duration, moment } from "./words.js";

// Reports come every second. After this time without one, the figures count as old.
const silence = 3000;
const history = new History();
let report = null;
let heardAt = 0;
let trouble = "";

const handlers = {
  services: report => history.begin(report),
  second: second => history.add(second),
  happened: event => addEvent(event),
  nodes: heard => {
    report = heard;
    heardAt = performance.now();
    show();
  },
};

function show() {
  // The gateway's clock is used, because this machine's may be wrong.
  const now = Date.parse(report.at) + (performance.now() - heardAt);
  showVerdict(report, now);
  showGrid(report, history, now);
  showNodes(report);
  setText(byId("started"), `${location.host}, version ${report.version}, started ${moment(new Date(report.startedAt))}.`);
}

function showConnection() {
  const quiet = performance.now() - heardAt;
  const isLive = report !== null && quiet < silence;
  setState(byId("connection"), isLive ? "live" : report === null ? "waiting" : "lost");
  setState(document.body, isLive || report === null ? "live" : "old");
  setText(byId("connection"), isLive ? `Live, ${moment(new Date(report.at), report.at)}`
    : report === null ? `Waiting for the gateway${trouble && `: ${trouble}`}`
    : `NO ANSWER from the gateway for ${duration(quiet)}${trouble && ` (${trouble})`}. These figures are from ${moment(new Date(report.at))}.`);
}

prepareKey();
prepareOrders();
prepareWatch();
prepareWiring();
setInterval(showConnection, 500);
listen("/api/events/stream", {
  received: (type, data) => handlers[type]?.(data),
  connected: () => {
    trouble = "";
    showAccess();
  },
  lost: reason => { trouble = reason; },
});
