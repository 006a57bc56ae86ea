import { initialsOf } from "../initials";

/** The organization and product at the top of the navigation. */
export function OrganizationHead({ name, productName }: { name: string; productName: string }) {
  return (
    <div className="flex items-center gap-2.5 px-2">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-md bg-product font-semibold text-product-foreground text-xs"
      >
        {initialsOf(name)}
      </span>
      <div className="grid min-w-0 leading-tight">
        <p className="truncate font-semibold text-sm tracking-[-0.011em]">{name}</p>
        <p className="text-2xs text-muted-foreground">{productName}</p>
      </div>
    </div>
  );
}
