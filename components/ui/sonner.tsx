"use client";

import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import type { ExternalToast, toast as sonnerToast } from "sonner";
import type { ToastRegionProps } from "./toast-region";

type SonnerToast = typeof sonnerToast;
export type ToastOptions = Pick<ExternalToast, "id" | "description" | "action" | "duration">;

/** Without the library a toast is lost, but the page isn't. */
const ToastRegion = lazy<ComponentType<ToastRegionProps>>(() =>
  import("./toast-region").catch(() => ({ default: () => null })),
);

let shown: SonnerToast | undefined;
let waiting: ((toast: SonnerToast) => void)[] = [];
let openRegion: () => void = () => undefined;

function show(kind: "success" | "error" | "info") {
  return (message: string, options?: ToastOptions): void => {
    if (shown) return void shown[kind](message, options);
    waiting.push((toast) => toast[kind](message, options));
    openRegion();
  };
}

/** A short message in the corner. What is shown before the library has loaded appears when it has. */
export const toast = { success: show("success"), error: show("error"), info: show("info") };

function ready(loaded: SonnerToast | undefined): void {
  shown = loaded;
  if (!loaded) return;
  const queued = waiting;
  waiting = [];
  for (const send of queued) send(loaded);
}

/**
 * Where toasts appear. Rendered once, in the layout of the signed-in pages. Its library loads with the first press of a key or a
 * pointer, so that the live region is there before what is announced in it.
 */
export function Toaster() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    openRegion = () => setOpen(true);
    if (waiting.length > 0) setOpen(true);
    const events = ["pointerdown", "keydown"] as const;
    for (const event of events) window.addEventListener(event, openRegion, { once: true, passive: true });
    return () => {
      for (const event of events) window.removeEventListener(event, openRegion);
      openRegion = () => undefined;
    };
  }, []);
  if (!open) return null;
  return (
    <Suspense>
      <ToastRegion onReady={ready} />
    </Suspense>
  );
}
