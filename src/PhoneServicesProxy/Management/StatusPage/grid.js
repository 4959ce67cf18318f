// Services down, nodes across: each cell says in words how the node is in the service, since when, and why.
import { byId, element, setState, setText } from "./dom.js";
import { Sparkline } from "./sparkline.js";
import { because, conditionOf, duration } from "./words.js";

const words = { up: "up", down: "DOWN", standby: "standby", probe_wrong: "up, probe wrong", unknown: "not known yet" };
let shape = "";
let rows = [];

export function showGrid(report, history, now) {
  const names = [...new Set(report.nodes.flatMap(node => node.services.map(service => service.service)))].sort();
  const wanted = JSON.stringify([names, report.nodes.map(node => node.name)]);
  if (wanted !== shape) {
    shape = wanted;
    build(names, report.nodes);
  }

  for (const row of rows) {
    showService(row, history);
    for (const { node, condition, detail, cell } of row.cells) {
      const service = report.nodes.find(other => other.name === node)?.services.find(other => other.service === row.name);
      setState(cell, service ? conditionOf(service) : "none");
      setText(condition, service ? `${words[conditionOf(service)]} ${duration(now - Date.parse(service.since))}` : "not here");
      setText(detail, service && !["up", "standby"].includes(conditionOf(service)) ? because(service) ?? "" : "");
    }
  }
}

function showService(row, history) {
  const series = history.services.get(row.name);
  setText(row.title, series?.title ?? row.name);
  if (series) {
    row.sparkline.draw(series);
  }

  const minute = history.minute(row.name);
  setText(row.figures, `${minute.answered} in the last minute` + (minute.saved ? `, ${minute.saved} by another node` : "") + (minute.lost ? `, ${minute.lost} LOST` : ""));
  setState(row.figures, minute.lost ? "losing" : "well");
}

// With roles spelled out: on a narrow screen the style makes blocks of rows and cells, and browsers forget what they were.
function build(names, nodes) {
  rows = names.map(name => row(name, nodes));
  const head = element("tr", { role: "row" },
    element("th", { scope: "col", role: "columnheader", textContent: "Service" }),
    ...nodes.map(node => element("th", { scope: "col", role: "columnheader", textContent: node.name })));
  byId("grid").replaceChildren(element("table", { role: "table" },
    element("caption", { className: "for-ears", textContent: "How each node is in each service" }),
    element("thead", { role: "rowgroup" }, head),
    element("tbody", { role: "rowgroup" }, ...rows.map(row => row.element))));
}

function row(name, nodes) {
  const title = element("span", { className: "service" });
  const figures = element("small");
  const sparkline = new Sparkline();
  const cells = nodes.map(node => {
    const condition = element("strong");
    const detail = element("small");
    const cell = element("td", { role: "cell" }, element("span", { className: "node", textContent: node.name }), condition, detail);
    return { node: node.name, condition, detail, cell };
  });
  const header = element("th", { scope: "row", role: "rowheader" },
    element("div", {}, element("div", {}, title, figures), sparkline.element));
  return { name, title, figures, sparkline, cells, element: element("tr", { role: "row" }, header, ...cells.map(cell => cell.cell)) };
}
