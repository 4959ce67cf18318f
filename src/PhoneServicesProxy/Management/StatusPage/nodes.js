// One card a node: what is in force for it, what it is doing, and the orders that can be given.
import { byId, element, setState, setText } from "./dom.js";
import { askForOrder } from "./orders.js";
import { count, duration, isDown, stateWords } from "./words.js";

const verbs = [["drain", "Drain", "drain"], ["maintenance", "Maintenance", "maintenance"], ["activate", "Activate", "active"]];
let shape = "";
let cards = [];
let latest = null;

export function showNodes(report, now) {
  latest = report;
  const wanted = JSON.stringify(report.nodes.map(node => node.name));
  if (wanted !== shape) {
    shape = wanted;
    cards = report.nodes.map(card);
    byId("nodes").replaceChildren(...cards.map(card => card.element));
  }

  report.nodes.forEach((node, i) => show(cards[i], node, now));
}

function show(card, node, now) {
  const down = node.services.filter(isDown).length;
  setState(card.element, node.state !== "active" ? node.state : down ? "down" : "up");
  setText(card.state, stateWords[node.state] + (down ? `, DOWN for ${down} of ${count(node.services.length, "service", "services")}` : ", up"));
  setText(card.address, node.address);
  setText(card.override, overrideWords(node, now));
  setText(card.figures, figures(node));
  card.clear.hidden = !node.override;
  for (const { button, state } of card.orders) {
    // Not disabled, which would take the keyboard's place away when an order has come through.
    button.setAttribute("aria-disabled", String(node.state === state));
  }
}

function overrideWords(node, now) {
  if (!node.override) {
    return "";
  }

  const reason = node.override.reason ? ` (${node.override.reason})` : "";
  return `Ordered ${duration(now - Date.parse(node.override.since))} ago by ${node.override.by}${reason}. The configuration says ${stateWords[node.configuredState]}.`;
}

function figures(node) {
  const limit = node.maxConcurrentRequests ? ` of ${node.maxConcurrentRequests}` : "";
  const waiting = node.waiting ? `, ${node.waiting} waiting` : "";
  const ok = node.services.reduce((sum, service) => sum + service.totals.ok, 0);
  const failed = node.services.reduce((sum, service) => sum + service.totals.failed, 0);
  return `Works on ${node.inFlight}${limit}${waiting}. Priority ${node.priority}, weight ${node.weight}. Since the start ${count(ok, "page", "pages")}, ${failed} failed.`;
}

function card(node) {
  const made = { state: element("p", { className: "state" }), address: element("p", { className: "address" }), override: element("p"), figures: element("p") };
  made.orders = verbs.map(([verb, title, state]) => ({ state, button: orderButton(node.name, verb, title) }));
  made.clear = orderButton(node.name, "clear", "Follow the configuration");
  made.element = element("article", {},
    element("h3", { textContent: node.name }), made.state, made.address, made.override, made.figures,
    element("p", { className: "buttons" }, ...made.orders.map(order => order.button), made.clear));
  return made;
}

function orderButton(node, verb, title) {
  const button = element("button", { type: "button", textContent: title });
  button.setAttribute("aria-label", `${title}: ${node}`);
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") {
      askForOrder(node, verb, latest);
    }
  });
  return button;
}
