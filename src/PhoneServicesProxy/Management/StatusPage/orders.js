// Orders to a node. The effect is shown first, and nothing is sent before it is confirmed.
import { lacksKey, showAccess, whatIsMissing } from "./access.js";
import { byId, setText } from "./dom.js";
import { remember, send } from "./key.js";

const effects = {
  drain: ["Drain", "It keeps its sessions and gets other requests only when no other node is up. Users notice nothing."],
  maintenance: ["Take into maintenance:", "It gets no requests, even if all other nodes are down. Users with a session there start again on another node."],
  activate: ["Activate", "It takes its share again as soon as its probes are good."],
};
let wanted = null;

// The report shows which services would lose their last node.
export function askForOrder(node, verb, report) {
  const [title, usual] = effects[verb];
  const lost = verb === "maintenance" ? servicesOnlyAt(node, report) : [];
  const effect = lost.length === 0 ? usual : `It gets no requests. NO OTHER NODE is up for ${lost.join(", ")}: users will notice.`;
  wanted = { node, verb };
  setText(byId("order-title"), `${title} ${node}?`);
  setText(byId("order-effect"), `${effect} ${lastingOf(node, verb, report)}`);
  setText(byId("order-confirm"), `${title} ${node}`);
  setText(byId("order-error"), whatIsMissing());
  byId("order-reason").value = "";
  showKeyPart(lacksKey());
  byId("order").showModal();
}

export function prepareOrders() {
  const dialog = byId("order");
  byId("order-cancel").addEventListener("click", () => dialog.close());
  dialog.querySelector("form").addEventListener("submit", async event => {
    event.preventDefault();
    byId("order-confirm").disabled = true;
    try {
      await carryOut();
    } finally {
      byId("order-confirm").disabled = false;
    }
  });
}

// An order for the configured state ends the override.
function lastingOf(name, verb, report) {
  const { configuredState } = report.nodes.find(node => node.name === name);
  return configuredState === (verb === "activate" ? "active" : verb)
    ? "The configuration says the same, so the order ends the override."
    : "The order overrides the configuration, also after a restart, until it is cleared here.";
}

function servicesOnlyAt(name, report) {
  const others = report.nodes.filter(node => node.name !== name && node.state !== "maintenance");
  const isUp = service => others.some(node => node.services.some(other => other.service === service && other.condition !== "down"));
  return report.nodes.find(node => node.name === name).services.map(service => service.service).filter(service => !isUp(service));
}

async function carryOut() {
  if (!byId("order-key-part").hidden) {
    remember(byId("order-key").value);
  }

  const problem = await sendOrder();
  await showAccess();
  if (problem === null) {
    byId("order").close();
    return;
  }

  setText(byId("order-error"), problem);
  showKeyPart(lacksKey());
}

// Returns the problem; null if there is none.
async function sendOrder() {
  const node = `/api/nodes/${encodeURIComponent(wanted.node)}`;
  const reason = byId("order-reason").value.trim();
  try {
    const answer = await send(`${node}/${wanted.verb}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ reason: reason || null }) });
    return answer.ok ? null : (await answer.json()).detail ?? `The gateway answered ${answer.status}.`;
  } catch (error) {
    return `The gateway did not answer: ${error.message}. Check the node's state before you try again.`;
  }
}

function showKeyPart(shown) {
  byId("order-key-part").hidden = !shown;
  byId("order-key").required = shown;
  byId("order-key").value = "";
}
