// What a viewer chose, kept on this device only. It never travels to the server.

export type Choice = "autoplay" | "captions" | "saver" | "keys";

interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

const SLOW = ["slow-2g", "2g", "3g"];
const heard = new EventTarget();
let sound = false; // every visit starts silent: someone else may be in the room

export function chosen(choice: Choice): boolean {
  const kept = read(choice);
  return kept === null ? byDefault(choice) : kept === "yes";
}

export function choose(choice: Choice, value: boolean): void {
  try {
    localStorage.setItem(`hearten.${choice}`, value ? "yes" : "no");
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem; // storage may be off; the choice then lasts for this page
  }
  heard.dispatchEvent(new Event("change"));
}

export function wantsSound(): boolean {
  return sound;
}

export function wantSound(value: boolean): void {
  sound = value;
  heard.dispatchEvent(new Event("change"));
}

export function onChange(tell: () => void): void {
  heard.addEventListener("change", tell);
}

function byDefault(choice: Choice): boolean {
  if (choice === "autoplay") return !matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (choice === "saver") return isSlow();
  return true;
}

function isSlow(): boolean {
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  return Boolean(connection?.saveData) || SLOW.includes(connection?.effectiveType ?? "");
}

function read(choice: Choice): string | null {
  try {
    return localStorage.getItem(`hearten.${choice}`);
  } catch {
    return null;
  }
}
