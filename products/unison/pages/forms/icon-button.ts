/** A small button that shows an icon only, in a list. */
export const iconButton = { variant: "ghost", size: "icon", className: "size-7" } as const;
