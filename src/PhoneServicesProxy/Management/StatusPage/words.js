// Times and states in words.

// A duration, such as 12 s, 5 min, 3 h 20 min, 4 d 2 h.
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

const two = number => String(number).padStart(2, "0");
const day = date => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

// The page's only format for times. The date is left out on the same day (gateway's clock).
export function moment(date, now) {
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return now !== undefined && day(date) === day(new Date(now)) ? clock : `${day(date)} ${clock}`;
}

export const stateWords = { active: "active", drain: "drained", maintenance: "in maintenance" };

export const statusWords = {
  up: "up", down: "DOWN", standby: "standby", probe_wrong: "probe wrong", not_judged: "not judged", not_probed: "not probed", maintenance: "maintenance",
};
