// What a viewer chose, kept on this device only. How films play never travels to the server; what they wish to see
// goes along with each request for the next cards, and is forgotten after it.

export type Choice = "autoplay" | "captions" | "saver" | "keys";

/** Of several: the look of captions, their language, how fast films run. Each begins with what is usual. */
export const LOOKS = {
  "caption-size": ["m", "l", "xl"],
  "caption-ground": ["solid", "soft", "none"],
  "captions-in": [""],
  speed: ["1", "0.75", "1.25", "1.5", "2"],
  only: ["film", "sound"],
} as const;
export type Look = keyof typeof LOOKS;

/** What someone asked for. Topics by their names in the feed; languages and country as codes. */
export interface Wishes {
  topics: readonly string[];
  less: readonly string[];
  hide: readonly string[];
  lang: readonly string[];
  country: string;
  gentler: boolean;
}

interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

export const NO_WISHES: Wishes = { topics: [], less: [], hide: [], lang: [], country: "", gentler: false };
const SLOW = ["slow-2g", "2g", "3g"];
const heard = new EventTarget();
const looks = new Map<Look, string>(); // where storage is off, they last for this page
let sound = false; // every visit starts silent: someone else may be in the room
let unkept: Wishes | null = null; // where storage is off, a wish lasts for this page

export function chosen(choice: Choice): boolean {
  const kept = read(choice);
  return kept === null ? byDefault(choice) : kept === "yes";
}

export function choose(choice: Choice, value: boolean): void {
  write(choice, value ? "yes" : "no");
  heard.dispatchEvent(new Event("change"));
}

export function look(name: Look): string {
  return read(name) ?? looks.get(name) ?? LOOKS[name][0];
}

export function setLook(name: Look, value: string): void {
  if (!write(name, value)) looks.set(name, value);
  heard.dispatchEvent(new Event("change"));
}

export function wishes(): Wishes {
  return unkept ?? understood(read("wishes"));
}

export function wish(next: Wishes): void {
  unkept = write("wishes", JSON.stringify(next)) ? null : next;
  heard.dispatchEvent(new Event("wish"));
}

/** Also of a wish made in another tab. */
export function onWish(tell: () => void): void {
  heard.addEventListener("wish", tell);
  window.addEventListener("storage", (event) => {
    if (event.key === "hearten.wishes" || event.key === null) tell();
  });
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

/** Whatever lies in the storage, only what has the shape of a wish is taken from it. */
function understood(written: string | null): Wishes {
  try {
    const found: unknown = JSON.parse(written ?? "{}");
    if (typeof found !== "object" || found === null) return NO_WISHES;
    const kept = found as Partial<Record<keyof Wishes, unknown>>;
    const words = (name: keyof Wishes): string[] =>
      Array.isArray(kept[name]) ? kept[name].filter((one): one is string => typeof one === "string") : [];
    const country = typeof kept.country === "string" ? kept.country : "";
    return { topics: words("topics"), less: words("less"), hide: words("hide"), lang: words("lang"), country, gentler: kept.gentler === true };
  } catch (problem) {
    if (problem instanceof SyntaxError) return NO_WISHES;
    throw problem;
  }
}

export function read(name: string): string | null {
  try {
    return localStorage.getItem(`hearten.${name}`);
  } catch {
    return null;
  }
}

/** False where storage is off; the choice then lasts for this page. */
export function write(name: string, value: string): boolean {
  try {
    localStorage.setItem(`hearten.${name}`, value);
    return true;
  } catch (problem) {
    if (problem instanceof DOMException) return false;
    throw problem;
  }
}
