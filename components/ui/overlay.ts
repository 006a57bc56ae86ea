/** The backdrop of dialogs and sheets. */
export const overlayClasses = "overlay-fades fixed inset-0 z-50 bg-[oklch(0.13_0.02_258/0.55)]";

/** A centered panel that scrolls inside when the screen is too short. */
export const panelClasses =
  "panel-rises fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-xl border bg-popover p-6 text-popover-foreground shadow-float";

/** A floating panel next to its trigger. */
export const floatClasses =
  "data-[state=open]:fade-in-0 data-[state=open]:zoom-in-95 data-[state=closed]:fade-out-0 data-[state=closed]:zoom-out-95 z-50 rounded-md border bg-popover text-popover-foreground shadow-float data-[state=closed]:animate-out data-[state=open]:animate-in";
