// One row for each service: the outcome of its presses, and the status of each node. The cause of an outage is shown once, at the top.
import { byId, element, setState, setText } from "./dom.js";
import { Sparkline } from "./sparkline.js";
import { duration, moment, stateWords, statusWords } from "./words.js";

let shape = "";
let heads = [];
let rows = [];

export function showGrid(report, history, now) {
  const names = [...new Set(report.nodes.flatMap(node => node.services.map(service => service.service)))].sort();
  const wanted = JSON.stringify([names, report.nodes.map(node => [node.name, node.pool])]);
  if (wanted !== shape) {
    shape = wanted;
    build(names, report.nodes);
  }
  report.nodes.forEach((node, i) => setText(heads[i], node.state === "active" ? "" : stateWords[node.state]));
  // A status that a node has in all services is shown with the node, and left out here on narrow screens.
  const whole = report.nodes.map(node => new Set(node.services.map(service => service.status).filter(status => status !== "standby")).size <= 1);
  for (const row of rows) {
    showFigures(row, history);
    const on = report.nodes.map(node => node.services.find(service => service.service === row.name));
    row.cells.forEach((cell, i) => {
      showCell(cell, on[i], now);
      cell.element.classList.toggle("whole", whole[i]);
    });
    const here = on.filter(service => service !== undefined);
    // "0 of 3 up" would mean that they are down.
    const unprobed = here.length > 0 && here.every(service => service.status === "not_probed");
    const well = here.filter(service => ["up", "probe_wrong", "standby"].includes(service.status)).length;
    setText(row.sum, unprobed ? statusWords.not_probed : well === here.length ? `all ${well} up` : `${well} of ${here.length} up`);
    setState(row.sum, well === here.length ? "up" : "odd");
  }
}

function showCell(cell, service, now) {
  const status = service?.status ?? "none";
  setState(cell.element, status);
  setText(cell.note, status === "not_probed" ? pressed(service.lastPress, now) : "");
  setText(cell.text, service === undefined ? "not here" : status === "down" ? `DOWN ${duration(now - Date.parse(service.since))}` : statusWords[status]);
}

// Without probes, only presses show the status.
const pressed = (press, now) => !press ? "no press yet" : `last press ${press.ok ? "ok" : "FAILED"} ${moment(new Date(press.at), now)}`;

// A title that only repeats the name is left out.
const plain = name => name.toLowerCase().replace(/[^a-z0-9]/g, "");

function showFigures(row, history) {
  const series = history.services.get(row.name);
  setText(row.title, series && plain(series.title) !== plain(row.name) ? series.title : "");
  if (series) {
    row.sparkline.draw(series);
  }
  const minute = history.minute(row.name);
  setText(row.figures, `${minute.answered}` + (minute.lost ? `, ${minute.lost} LOST` : minute.saved ? `, ${minute.saved} saved` : ""));
  setState(row.figures, minute.lost ? "losing" : "well");
}

// Roles are explicit: on narrow screens the style turns rows and cells into blocks, and browsers then drop their roles.
function build(names, nodes) {
  rows = names.map(name => row(name, nodes));
  heads = nodes.map(() => element("small"));
  const column = (className, ...content) => element("th", { scope: "col", role: "columnheader", className }, ...content);
  const head = element("tr", { role: "row" },
    column("", "Service"), column("trend", "Last 5 min"), column("figures", "Last minute"), column("sum", "Nodes"),
    ...nodes.map((node, i) => column("node", node.name, ...(node.pool ? [element("small", { className: "pool", textContent: `pool ${node.pool}` })] : []), heads[i])));
  const table = element("table", { role: "table" },
    element("caption", { className: "for-ears", textContent: "How each node stands in each service" }),
    element("thead", { role: "rowgroup" }, head),
    element("tbody", { role: "rowgroup" }, ...rows.map(row => row.element)));
  table.style.setProperty("--nodes", nodes.length);
  byId("grid").replaceChildren(table);
}

function row(name, nodes) {
  const made = { name, title: element("small"), sparkline: new Sparkline(), figures: element("td", { role: "cell", className: "figures" }), sum: element("td", { role: "cell", className: "sum" }) };
  made.cells = nodes.map(node => {
    const text = element("span");
    const note = element("small");
    return { text, note, element: element("td", { role: "cell", className: "node" }, element("span", { className: "name", textContent: node.name }), text, note) };
  });
  const header = element("th", { scope: "row", role: "rowheader" }, element("span", { className: "service", textContent: name }), made.title);
  const trend = element("td", { role: "cell", className: "trend" }, made.sparkline.element);
  made.element = element("tr", { role: "row" }, header, trend, made.figures, made.sum, ...made.cells.map(cell => cell.element));
  return made;
}
