"use client";

import { ChevronDown } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";
import type { ActFacts } from "./act-props";

const loadMenu = () => import("./organization-menu");
const OrganizationMenu = lazy(loadMenu);
const ActDialog = lazy(() => import("./act-dialog"));

/** Everything a platform admin can do to the organization. Each act is a dialog that says what will happen. */
export function OrganizationActions(facts: ActFacts) {
  // In the URL, so that the palette can lead here.
  const [asked, ask] = useQueryState("act", parseAsString);
  const { button, menu, mounted } = useLazyMenu(loadMenu);
  return (
    <div className="relative">
      <Button {...button}>
        Actions
        <ChevronDown aria-hidden />
      </Button>
      <Suspense>{mounted && <OrganizationMenu {...menu} facts={facts} onAsk={ask} />}</Suspense>
      {/* Apart, so that the menu isn't hidden while the dialog loads: its button gets the focus when it closes. */}
      <Suspense>{asked !== null && <ActDialog {...facts} asked={asked} onDone={() => ask(null)} />}</Suspense>
    </div>
  );
}
