"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner, type ToasterProps } from "sonner";

export { toast } from "sonner";

/** Where toasts appear. Rendered once, in the layout of the signed-in pages. */
export function Toaster(props: ToasterProps) {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast: "!rounded-md !border-border !bg-popover !font-sans !text-popover-foreground !shadow-float",
          description: "!text-muted-foreground",
        },
      }}
      {...props}
    />
  );
}
