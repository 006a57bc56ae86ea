"use client";

import { useEffect, useState } from "react";

/** How long a button says that it has copied. */
const shownMs = 2_000;

/** Makes the copy buttons of a page's code work: one listener instead of a component for each of a hundred. */
export function CopyButtons() {
  const [said, setSaid] = useState("");
  useEffect(() => {
    async function copy({ target }: MouseEvent) {
      const button = target instanceof Element ? target.closest<HTMLElement>("[data-copy]") : null;
      const shown = [...(button?.closest("[data-code]")?.querySelectorAll("pre") ?? [])].find(
        (code) => code.offsetParent !== null,
      );
      if (!button || !shown) return;
      await navigator.clipboard.writeText(shown.textContent ?? "");
      button.dataset.copied = "";
      setSaid("Copied");
      setTimeout(() => {
        delete button.dataset.copied;
        setSaid("");
      }, shownMs);
    }
    document.addEventListener("click", copy);
    return () => document.removeEventListener("click", copy);
  }, []);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
