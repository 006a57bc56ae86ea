"use client";

import * as RadioGroupPrimitive from "radix-ui/radio-group";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";

export function RadioGroup({ className, ...props }: ComponentProps<typeof RadioGroupPrimitive.Root>) {
  return <RadioGroupPrimitive.Root data-slot="radio-group" className={cn("grid gap-3", className)} {...props} />;
}

export function RadioGroupItem({ className, ...props }: ComponentProps<typeof RadioGroupPrimitive.Item>) {
  return (
    <RadioGroupPrimitive.Item
      data-slot="radio-group-item"
      className={cn(
        "aspect-square size-4 shrink-0 rounded-full border border-input bg-card shadow-raised transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-destructive data-[state=checked]:border-primary data-[state=checked]:bg-primary",
        className,
      )}
      {...props}
    >
      <RadioGroupPrimitive.Indicator className="flex items-center justify-center">
        <span className="size-1.5 rounded-full bg-primary-foreground" />
      </RadioGroupPrimitive.Indicator>
    </RadioGroupPrimitive.Item>
  );
}

type RadioCardProps = Omit<ComponentProps<typeof RadioGroupPrimitive.Item>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
};

/** A choice with a description. The whole card is the target. */
export function RadioCard({ title, description, className, id, ...props }: RadioCardProps) {
  const own = useId();
  const item = id ?? own;
  return (
    <label
      htmlFor={item}
      className={cn(
        "flex cursor-pointer gap-3 rounded-md border bg-card p-3 text-sm shadow-raised transition-colors hover:border-input has-data-[state=checked]:border-primary has-data-[state=checked]:bg-info-soft",
        className,
      )}
    >
      <RadioGroupItem id={item} className="mt-0.5" {...props} />
      <span className="grid flex-1 content-start gap-0.5">
        <span className="font-medium">{title}</span>
        {description && <span className="text-muted-foreground">{description}</span>}
      </span>
    </label>
  );
}
