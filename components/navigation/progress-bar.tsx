"use client";

import { useProgress } from "./progress";

/** A line at the top of the window while a page is on its way. It starts at once: a click must not seem lost. */
export function ProgressBar() {
  const shown = useProgress();
  if (!shown) return null;
  return (
    <div
      aria-hidden
      data-progress-bar
      className="fixed inset-x-0 top-0 z-[60] h-0.5 origin-left scale-x-90 bg-primary transition-transform duration-[8s] ease-[cubic-bezier(0.05,0.7,0.1,1)] starting:scale-x-10 motion-reduce:scale-x-100 motion-reduce:transition-none print:hidden"
    />
  );
}
