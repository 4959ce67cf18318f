// What the engineer on call wants to know first: do users notice, which node is sick, since when, for which service, and why.
import { byId, element, setState, setText } from "./dom.js";
import { because, count, duration, isDown, stateWords } from "./words.js";

const lines = new Map();

export function showVerdict(report, titles, now) {
  const sick = report.nodes.flatMap(node => sickness(node, titles));
  setText(byId("verdict-users"), report.users.text);
  setState(byId("verdict"), report.users.losing ? "losing" : sick.some(line => line.isDown) ? "sick" : "well");
  if (sick.length === 0) {
    sick.push({ key: "well", text: () => "All nodes are up for all services." });
  }

  showLines(sick, now);

  // Without times, or it would be read out each second.
  setText(byId("announcement"), sick.map(line => line.spoken ?? line.text(now)).join(" "));
}

function showLines(sick, now) {
  const list = byId("verdict-nodes");
  const keys = new Set(sick.map(line => line.key));
  for (const [key, item] of lines) {
    if (!keys.has(key)) {
      item.remove();
      lines.delete(key);
    }
  }

  for (const line of sick) {
    if (!lines.has(line.key)) {
      lines.set(line.key, list.appendChild(element("li")));
    }

    setText(lines.get(line.key), line.text(now));
  }
}

function sickness(node, titles) {
  const found = [];
  const down = node.services.filter(isDown);
  for (const failure of new Set(down.map(service => service.failure))) {
    const services = down.filter(service => service.failure === failure).sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
    const since = Date.parse(services[0].since);
    const cause = because(services[0]);
    const start = `${node.name} is DOWN for ${which(services, node.services, titles)}`;
    found.push({ key: `${node.name} ${failure}`, isDown: true, spoken: `${start}: ${cause}.`, text: now => `${start}, since ${duration(now - since)}: ${cause}.` });
  }

  if (node.state !== "active") {
    const order = node.override?.reason ? ` (${node.override.reason})` : "";
    found.push({ key: `${node.name} state`, text: () => `${node.name} is ${stateWords[node.state]}${order}.` });
  }

  return found;
}

function which(down, all, titles) {
  const names = down.map(service => titles.get(service.service) ?? service.service).join(", ");
  return down.length === all.length && all.length > 1 ? `all ${all.length} services`
    : down.length > 3 ? `${down.length} of ${count(all.length, "service", "services")} (${names})`
    : names;
}
