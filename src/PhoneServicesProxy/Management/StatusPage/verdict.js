// What the engineer on call wants to know first: do users notice, which node is sick, since when, for which service, and why.
import { byId, element, setState, setText } from "./dom.js";
import { duration, stateWords } from "./words.js";

const lines = new Map();

export function showVerdict(report, titles, now) {
  const sick = [...report.verdicts.map(verdict => trouble(verdict, titles)), ...report.nodes.filter(node => node.state !== "active").map(ordered)];
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

// The gateway groups and words what is wrong; here only the services get their titles.
function trouble(verdict, titles) {
  const start = `${verdict.subject} ${verdict.where ?? verdict.services.map(service => titles.get(service) ?? service).join(", ")}`;
  return {
    key: `${verdict.kind} ${verdict.node} ${verdict.since} ${verdict.cause}`,
    isDown: verdict.kind !== "probe_wrong",
    spoken: `${start}: ${verdict.cause}.`,
    text: now => `${start}, since ${duration(now - Date.parse(verdict.since))}: ${verdict.cause}.`,
  };
}

function ordered(node) {
  const order = node.override?.reason ? ` (${node.override.reason})` : "";
  return { key: `${node.name} state`, text: () => `${node.name} is ${stateWords[node.state]}${order}.` };
}
