"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster, toast } from "sonner";

export type ToastRegionProps = {
  /** Called when toasts can be shown, and with nothing when they no longer can. */
  onReady: (show: typeof toast | undefined) => void;
};

export default function ToastRegion({ onReady }: ToastRegionProps) {
  const { resolvedTheme } = useTheme();
  // Runs after the toaster has subscribed: effects of children run first.
  useEffect(() => {
    onReady(toast);
    return () => onReady(undefined);
  }, [onReady]);
  return (
    <Toaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast: "!rounded-md !border-border !bg-popover !font-sans !text-popover-foreground !shadow-float",
          description: "!text-muted-foreground",
        },
      }}
    />
  );
}
