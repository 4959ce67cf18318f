// The watch of one phone: the order, and each press as it comes. Closing the dialog ends the watch.
import { lacksKey, showAccess, whatIsMissing } from "./access.js";
import { byId, element, setText } from "./dom.js";
import { remember, send } from "./key.js";
import { moment } from "./words.js";

const period = 1000;
const most = 200;
let watch = null;
let known = 0;

export function prepareWatch() {
  const dialog = byId("watch");
  byId("watch-open").addEventListener("click", () => {
    prepareOrder(whatIsMissing());
    dialog.showModal();
  });
  byId("watch-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", end);
  dialog.querySelector("form").addEventListener("submit", async event => {
    event.preventDefault();
    byId("watch-start").disabled = true;
    try {
      await start();
    } finally {
      byId("watch-start").disabled = false;
    }
  });
}

function prepareOrder(error) {
  byId("watch-order").hidden = byId("watch-start").hidden = false;
  byId("watch-key-part").hidden = !lacksKey();
  byId("watch-key").required = lacksKey();
  byId("watch-key").value = "";
  byId("watch-presses").hidden = true;
  setText(byId("watch-title"), "Watch a phone");
  setText(byId("watch-close"), "Close");
  setText(byId("watch-state"), "");
  setText(byId("watch-error"), error);
}

async function start() {
  if (!byId("watch-key-part").hidden) {
    remember(byId("watch-key").value);
  }

  const order = { device: byId("watch-device").value.trim(), seconds: 60 * byId("watch-minutes").value };
  try {
    const answer = await send("/api/watches", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) });
    await showAccess();
    if (!answer.ok) {
      prepareOrder((await answer.json()).detail ?? `The gateway answered ${answer.status}.`);
      return;
    }

    const begun = await answer.json();

    // If the dialog was closed meanwhile, nobody would look.
    watch = begun;
    if (!byId("watch").open) {
      await end();
      return;
    }
  } catch (error) {
    prepareOrder(`The gateway did not answer: ${error.message}.`);
    return;
  }

  known = 0;
  byId("watch-order").hidden = byId("watch-start").hidden = true;
  byId("watch-presses").replaceChildren();
  byId("watch-presses").hidden = false;
  setText(byId("watch-title"), `${watch.device}`);
  setText(byId("watch-close"), "End the watch");
  setText(byId("watch-error"), "");
  setText(byId("watch-state"), `Watched until ${moment(new Date(watch.until), watch.since)}. No key press yet.`);
  look(watch);
}

// Runs until the watch is over or another one has begun.
async function look(looked) {
  while (watch === looked) {
    try {
      const answer = await send(`/api/watches/${looked.id}?after=${known}`);
      if (watch !== looked) {
        return;
      }

      if (!answer.ok) {
        over(answer.status === 404 ? "The watch is over: somebody has ended it, or the gateway was restarted." : `The watch is lost: the gateway answered ${answer.status}.`);
        return;
      }

      show(await answer.json());
      setText(byId("watch-error"), "");
    } catch (error) {
      setText(byId("watch-error"), `The gateway does not answer: ${error.message}. The page asks again.`);
    }

    await new Promise(resolve => setTimeout(resolve, period));
  }
}

function show(report) {
  const list = byId("watch-presses");
  for (const press of report.presses) {
    known = press.id;
    const item = element("li", {}, element("time", { dateTime: press.at, textContent: `${moment(new Date(press.at), report.since)} ` }), press.text,
      ...press.nodes.map(node => element("small", { textContent: node.text })));
    item.dataset.state = press.outcome;
    list.prepend(item);
  }

  while (list.children.length > most) {
    list.lastChild.remove();
  }

  const presses = report.seen === 0 ? "No key press yet." : report.seen === 1 ? "1 key press." : `${report.seen} key presses.`;
  setText(byId("watch-state"), `Watched until ${moment(new Date(report.until), report.since)}. ${presses}`);
  if (report.isOver) {
    over(`The time is up. ${report.seen === 0 ? "There was no key press." : presses}`);
  }
}

function over(state) {
  watch = null;
  setText(byId("watch-state"), state);
  setText(byId("watch-close"), "Close");
}

function end() {
  const ended = watch;
  watch = null;
  return ended === null ? Promise.resolve() : send(`/api/watches/${ended.id}`, { method: "DELETE" }).catch(() => {});
}
