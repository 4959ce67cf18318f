// The events, the latest first.
import { byId, element } from "./dom.js";
import { moment } from "./words.js";

const kept = 200;
const few = 4;

// Each service has its own probe schedule. Within this time, the same event in several services counts as one.
const together = 10_000;

let latest = 0;
let recent = [];

export function addEvent(event) {
  // A restarted gateway counts its events from the beginning.
  if (event.kind === "started") {
    latest = 0;
  }
  if (event.id <= latest) {
    return;
  }
  latest = event.id;
  const at = Date.parse(event.at);
  recent = recent.filter(group => at - group.at <= together);
  const known = recent.findLast(group => group.key !== null && group.key === keyOf(event));

  // A second event of the same service is a new line.
  if (known && !known.services.includes(event.service)) {
    known.services.push(event.service);
    known.text.textContent = wordsOf(known);
    known.text.title = known.services.join(", ");
    return;
  }
  add(event, at);
}

function add(event, at) {
  const time = element("time", { dateTime: event.at, textContent: moment(new Date(at), Date.now()), title: moment(new Date(at)) });
  const text = element("span", { textContent: event.text });
  const item = element("li", {}, time, text);
  item.dataset.state = event.condition ?? event.state ?? event.kind;
  recent.push({ key: keyOf(event), at, event, text, services: [event.service] });
  const list = byId("timeline");
  list.prepend(item);
  while (list.children.length > kept) {
    list.lastChild.remove();
  }
}

// Events of one node in several services are one line if only the service differs and the kind of failure is the same.
function keyOf({ kind, node, service, condition, text }) {
  const start = ` for ${service}`;
  return kind !== "node_condition" || !text.includes(start)
    ? null
    : JSON.stringify([node, condition, text.slice(0, text.indexOf(start)), text.match(/\(([a-z_]+)\)\. /)?.[1]]);
}

function wordsOf({ event, services }) {
  return event.text.replace(` for ${event.service}`, ` for ${services.length > few ? `${services.length} services` : services.join(", ")}`);
}
