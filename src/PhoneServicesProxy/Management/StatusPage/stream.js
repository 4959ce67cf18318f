// Server-sent events (HTML Living Standard, 9.2) over fetch, because EventSource cannot send a key.
import { ask, key, send } from "./key.js";

const patience = 1000;

// Calls received(event, data) for each event, and connected() and lost(reason) when the connection changes. Never returns.
export async function listen(path, { received, connected, lost }) {
  let lastEventId = null;
  for (;;) {
    try {
      const hadKey = key() !== null;
      const answer = await send(path, lastEventId === null ? {} : { headers: { "Last-Event-ID": lastEventId } });
      if (answer.status === 401) {
        await ask(hadKey ? "The gateway does not know this key." : "");
        continue;
      }

      if (!answer.ok) {
        throw new Error(`it answered ${answer.status}`);
      }

      connected();
      await read(answer.body, event => {
        lastEventId = event.id ?? lastEventId;
        received(event.type, JSON.parse(event.data));
      });
      lost("it closed the connection");
    } catch (error) {
      lost(error.message);
    }

    await new Promise(resolve => setTimeout(resolve, patience));
  }
}

async function read(body, received) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }

    const parts = (text + value).split("\n\n");
    text = parts.pop();
    parts.map(parse).filter(event => event.data !== "").forEach(received);
  }
}

function parse(block) {
  const event = { type: "message", data: "", id: null };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const value = line.slice(colon + 1).replace(/^ /, "");
    switch (line.slice(0, colon)) {
      case "event": event.type = value; break;
      case "data": event.data += value; break;
      case "id": event.id = value; break;
    }
  }

  return event;
}
