import { Factory } from "lucide-react";
import { Arch, ArchLoader } from "@/components/brand/arch";
import { Arches as Colonnade } from "@/components/brand/arches";
import { Logo } from "@/components/brand/logo";
import { productHue } from "@/components/brand/product-hue";
import { catalogOf, productNames } from "@/lib/catalog";
import { Specimen } from "./specimen";

const states = ["open", "half", "closed"] as const;

/** Every product's mark and color, and the gate in its states. */
export function Arches() {
  return (
    <div className="grid gap-10">
      <div className="grid gap-6 sm:grid-cols-3">
        {productNames.map((product) => {
          const { name, brand } = catalogOf(product);
          return (
            <div key={product} {...productHue(brand)} className="grid gap-5 rounded-lg border bg-card p-5">
              <Logo name={name} brand={brand} />
              <div className="flex items-end gap-4">
                {states.map((state) => (
                  <Arch key={state} state={state} className="w-20" />
                ))}
              </div>
              <Colonnade open={3} of={5} className="w-44" />
              <p className="rounded-md bg-product-soft px-3 py-2 font-medium text-product-ink text-sm">
                Included in every plan
              </p>
            </div>
          );
        })}
      </div>
      <div className="grid grid-cols-2 items-end gap-6 sm:grid-cols-4">
        <Specimen name="<Arch state='closed'> with an icon">
          <Arch state="closed" className="w-28">
            <Factory strokeWidth={1.5} />
          </Arch>
        </Specimen>
        <Specimen name="<Arch tone='signal' />">
          <Arch state="half" tone="signal" className="w-28" />
        </Specimen>
        <Specimen name="<Arch drawn />">
          <Arch state="open" drawn className="w-28" />
        </Specimen>
        <Specimen name="<ArchLoader />">
          <ArchLoader className="size-12" />
        </Specimen>
      </div>
      <Specimen name="<Arches open={9} of={24} />">
        <Colonnade open={9} of={24} className="w-full" />
      </Specimen>
      <Specimen name="<Arches open={2} of={5} level='half' />">
        <Colonnade open={2} of={5} level="half" className="w-44" />
      </Specimen>
    </div>
  );
}
