// The first things an engineer on call needs: whether users notice, what is broken, since when, and why. The gateway writes the words.
import { byId, element, setState, setText } from "./dom.js";
import { duration, moment } from "./words.js";

const lines = new Map();
const has = (verdicts, severity) => verdicts.some(verdict => verdict.severity === severity);

export function showVerdict(report, now) {
  const verdicts = report.verdicts.map(verdict => line(verdict, now));
  const isJudged = !report.verdicts.some(verdict => verdict.kind === "not_judged");
  setText(byId("verdict-users"), report.users.text);
  setState(byId("verdict"), report.users.losing || has(verdicts, "lost") ? "losing" : has(verdicts, "trouble") ? "sick" : isJudged ? "well" : "waiting");
  if (isJudged && !has(verdicts, "lost") && !has(verdicts, "trouble")) {
    const isAll = verdicts.length === 0 && report.nodes.length > 0;
    verdicts.unshift({ key: "well", severity: "well", fact: isAll ? "Nothing is broken: all nodes are up for all services." : "Nothing is broken.", rest: "", spoken: "" });
  }
  for (const [key, item] of lines) {
    if (!verdicts.some(verdict => verdict.key === key)) {
      item.element.remove();
      lines.delete(key);
    }
  }
  // Services without a node come first.
  showLines(byId("verdict-lost"), verdicts.filter(verdict => verdict.severity === "lost"));
  showLines(byId("verdict-lines"), verdicts.filter(verdict => verdict.severity !== "lost"));
  // Without times, because a screen reader would read them every second.
  setText(byId("announcement"), [report.users.losing ? report.users.text : "", ...verdicts.map(verdict => verdict.fact + verdict.spoken)].join(" "));
}

function showLines(list, verdicts) {
  verdicts.forEach((verdict, i) => {
    const item = lines.get(verdict.key) ?? made(verdict.key);
    setState(item.element, verdict.severity);
    setText(item.fact, verdict.fact);
    setText(item.rest, verdict.rest);
    if (list.children[i] !== item.element) {
      list.insertBefore(item.element, list.children[i] ?? null);
    }
  });
}

function made(key) {
  const item = { fact: element("strong"), rest: element("span") };
  item.element = element("li", {}, item.fact, item.rest);
  lines.set(key, item);
  return item;
}

function line(verdict, now) {
  const since = verdict.since === null ? "" : `, since ${duration(now - Date.parse(verdict.since))} (${moment(new Date(verdict.since), now)})`;
  const cause = `: ${verdict.cause}${/[.?]$/.test(verdict.cause) ? "" : "."}`;
  return {
    key: `${verdict.kind} ${verdict.node} ${verdict.since} ${verdict.services} ${verdict.cause}`,
    severity: verdict.severity,
    fact: verdict.headline,
    rest: since + cause,
    spoken: cause,
  };
}
