import { type RefObject, useEffect, useRef } from "react";

const steps: Readonly<Record<string, number>> = { j: 1, k: -1 };

/** J and K focus the next and the previous row's link of the table in the returned element, unless something is typed. */
export function useRowKeys(): RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    function move(event: KeyboardEvent) {
      const step = steps[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const links = [...(container.current?.querySelectorAll<HTMLElement>("a[data-row-link]") ?? [])];
      const at = links.findIndex((link) => link.matches(":focus"));
      links[at === -1 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
    }
    document.addEventListener("keydown", move);
    return () => document.removeEventListener("keydown", move);
  }, []);
  return container;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu]") !== null);
