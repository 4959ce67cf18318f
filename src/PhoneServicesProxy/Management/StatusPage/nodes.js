// One card for each node: its state, its load, and the orders for it.
import { byId, element, setState, setText } from "./dom.js";
import { askForOrder } from "./orders.js";

const verbs = [["drain", "Drain", "drain"], ["maintenance", "Maintenance", "maintenance"], ["activate", "Activate", "active"]];

let shape = "";
let cards = [];
let latest = null;

export function showNodes(report) {
  latest = report;
  const wanted = JSON.stringify(report.nodes.map(node => node.name));
  if (wanted !== shape) {
    shape = wanted;
    cards = report.nodes.map(card);
    byId("nodes").replaceChildren(...cards.map(card => card.element));
  }
  report.nodes.forEach((node, i) => show(cards[i], node));
}

function show(card, node) {
  setState(card.element, conditionOf(node));
  setText(card.state, node.text);
  setText(card.figures, figures(node));
  for (const { button, state } of card.orders) {
    // The button is not disabled, because that would move the keyboard focus away after an order.
    button.setAttribute("aria-disabled", String(node.state === state));
  }
}

function conditionOf(node) {
  const has = status => node.services.some(service => service.status === status);
  return node.state === "maintenance" ? "maintenance" : has("down") ? "down" : node.state === "drain" ? "drain" : has("not_judged") || has("not_probed") ? "unknown" : "up";
}

// Zero values are left out.
function figures(node) {
  const limit = node.maxConcurrentRequests ? ` of ${node.maxConcurrentRequests}` : "";
  return [
    node.pool && `pool ${node.pool}`, node.address.replace(/^http:\/\/|\/$/g, ""), `priority ${node.priority}`, `weight ${node.weight}`,
    node.inFlight && `${node.inFlight}${limit} in flight`, node.waiting && `${node.waiting} waiting`,
  ].filter(part => part).join(" · ");
}

function card(node) {
  const made = { state: element("span", { className: "state" }), figures: element("p", { className: "figures" }) };
  made.orders = verbs.map(([verb, title, state]) => ({ state, button: orderButton(node.name, verb, title) }));
  made.element = element("article", {},
    element("p", { className: "head" }, element("h3", { textContent: node.name }), made.state), made.figures,
    element("p", { className: "buttons" }, ...made.orders.map(order => order.button)));
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
