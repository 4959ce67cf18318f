// Times and states as one says them.

// Such as 12 s, 5 min, 3 h 20 min, 4 d 2 h.
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 120) {
    return `${seconds} s`;
  }

  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }

  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export const clock = date => date.toLocaleTimeString([], { hour12: false });

export const count = (number, one, several) => `${number} ${number === 1 ? one : several}`;

export const stateWords = { active: "active", drain: "drained", maintenance: "in maintenance" };

export const because = service => service.failure ? `${service.cause} (${service.failure})` : service.cause;

// Where one node at a time is active, those that are not are no cause for alarm.
export const conditionOf = service => service.standby ? "standby" : service.probeWrong ? "probe_wrong" : service.condition;

export const isDown = service => conditionOf(service) === "down";
