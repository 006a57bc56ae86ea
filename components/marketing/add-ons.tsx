import { type Catalog, currentPrice, priceText } from "@/lib/catalog";

/** Add-ons with their monthly and annual prices. */
export function AddOns({ catalog }: { catalog: Catalog }) {
  if (catalog.addOns.length === 0) return null;
  return (
    <div className="mt-4 grid gap-x-12 gap-y-6 rounded-xl border bg-card p-6 sm:p-8 lg:grid-cols-[1fr_3fr]">
      <div>
        <h2 className="font-medium text-lg tracking-[-0.015em]">Add-ons</h2>
        <p className="mt-1 text-muted-foreground text-sm">Add capacity without changing plans.</p>
      </div>
      <ul className="grid gap-x-10 gap-y-6 sm:grid-cols-3">
        {catalog.addOns.map((addOn) => (
          <li key={addOn.key} className="grid content-start gap-0.5 text-sm">
            <span className="font-medium">{addOn.name}</span>
            <AddOnPrice catalog={catalog} addOn={addOn} />
            <span className="text-muted-foreground">{addOn.description}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddOnPrice({ catalog, addOn }: { catalog: Catalog; addOn: Catalog["addOns"][number] }) {
  const month = currentPrice(catalog, addOn, "month");
  const year = currentPrice(catalog, addOn, "year");
  return (
    <span className="figures">
      {month && <span className="group-has-[[value=year]:checked]/interval:hidden">{priceText(month)}/mo</span>}
      {year && <span className="hidden group-has-[[value=year]:checked]/interval:inline">{priceText(year)}/yr</span>}
    </span>
  );
}
