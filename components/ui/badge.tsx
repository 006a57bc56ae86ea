import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const badgeVariants = cva(
  "inline-flex w-fit shrink-0 items-center gap-1.5 whitespace-nowrap rounded-sm px-1.5 py-0.5 font-medium text-xs [&>svg]:size-3",
  {
    variants: {
      variant: {
        default: "bg-primary text-primary-foreground",
        secondary: "bg-secondary text-secondary-foreground",
        outline: "border text-foreground",
        info: "bg-info-soft text-info-ink",
        success: "bg-success-soft text-success-ink",
        warning: "bg-warning-soft text-warning-ink",
        destructive: "bg-destructive-soft text-destructive-ink",
        /** Now, or over the limit. */
        signal: "bg-signal-soft text-signal-ink",
      },
    },
    defaultVariants: { variant: "secondary" },
  },
);

export type BadgeVariant = NonNullable<VariantProps<typeof badgeVariants>["variant"]>;

type BadgeProps = ComponentProps<"span"> & {
  variant?: BadgeVariant;
  asChild?: boolean;
  /** A dot before the text, for states. */
  dot?: boolean;
};

export function Badge({ className, variant, asChild, dot, children, ...props }: BadgeProps) {
  const classes = cn(badgeVariants({ variant }), className);
  if (asChild) {
    return (
      <Slot data-slot="badge" className={classes} {...props}>
        {children}
      </Slot>
    );
  }
  return (
    <span data-slot="badge" className={classes} {...props}>
      {dot && <span aria-hidden className="size-1.5 rounded-full bg-current" />}
      {children}
    </span>
  );
}
