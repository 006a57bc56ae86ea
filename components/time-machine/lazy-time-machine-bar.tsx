"use client";

import dynamic from "next/dynamic";

/** Deployments without the time machine don't load it, and it can't be pressed before it works. */
export const LazyTimeMachineBar = dynamic(async () => (await import("./time-machine-bar")).TimeMachineBar, {
  ssr: false,
});
