"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { toast } from "@/components/ui/sonner";
import { organizationMeta, otherOrganizationEvent } from "@/lib/page-organization";
import { onSelection, publishSelection } from "./selected-organization";

type Organization = { id: string; name: string };

const PageOrganizationContext = createContext<Organization | null>(null);

/** The organization the page was rendered for. Every server action for members takes its id first. */
export function usePageOrganization(): Organization {
  const organization = useContext(PageOrganizationContext);
  if (!organization) throw new Error("usePageOrganization() needs a page in PageOrganization");
  return organization;
}

/**
 * Tells everything on the page which organization it belongs to, and reloads the page once that isn't the selected one
 * any more: because another tab has switched, or because the server refused a request for that reason.
 */
export function PageOrganization({ id, name, children }: Organization & { children: ReactNode }) {
  useEffect(() => {
    sayWhereYouAre(name);
    publishSelection(id);
    const reload = () => reloadFrom(name);
    const unsubscribe = onSelection((selected) => selected !== id && reload());
    window.addEventListener(otherOrganizationEvent, reload);
    return () => {
      unsubscribe();
      window.removeEventListener(otherOrganizationEvent, reload);
    };
  }, [id, name]);
  return (
    <PageOrganizationContext value={{ id, name }}>
      <meta name={organizationMeta} content={id} />
      {children}
    </PageOrganizationContext>
  );
}

/** Names the page's organization in a form, also without script. */
export function PageOrganizationField() {
  return <input type="hidden" name="organization" value={usePageOrganization().id} />;
}

const leftKey = "gatehouse.left-organization";

function reloadFrom(name: string): void {
  try {
    sessionStorage.setItem(leftKey, name);
  } catch {
    // Storage is blocked: the page says where you are anyway.
  }
  location.reload();
}

/** After the reload: the page may look much like the one before. */
function sayWhereYouAre(name: string): void {
  try {
    const left = sessionStorage.getItem(leftKey);
    if (left === null) return;
    sessionStorage.removeItem(leftKey);
    if (left !== name) toast.info(`You're now in ${name}. This page was showing ${left}, so we reloaded it.`);
  } catch {
    // As above.
  }
}
