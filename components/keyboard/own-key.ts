import { isComposing } from "@/components/palette/is-composing";

/** Where letters are typed, or belong to a widget that gives them a meaning of its own. */
const elsewhere = [
  "input",
  "textarea",
  "select",
  "[contenteditable]:not([contenteditable=false])",
  "[role=textbox]",
  "[role=searchbox]",
  "[role=combobox]",
  "[role=listbox]",
  "[role=menu]",
  "[role=dialog]",
  "[role=alertdialog]",
  "[role=application]",
  "[role=grid]",
  "[role=tree]",
].join(", ");

type Pressed = Pick<
  KeyboardEvent,
  "defaultPrevented" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "keyCode" | "target"
>;

/**
 * Whether a key without Ctrl, ⌘ or Alt is meant for the page: nothing else has handled it, nothing is being typed or composed, and
 * no dialog is open.
 */
export function isOwnKey(event: Pressed, dialogOpen: boolean): boolean {
  if (dialogOpen || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !isComposing(event) && hasClosest(event.target) && event.target.closest(elsewhere) === null;
}

const hasClosest = (target: EventTarget | null): target is Element => target !== null && "closest" in target;
