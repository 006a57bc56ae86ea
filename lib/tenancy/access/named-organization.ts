import "server-only";
import { z } from "zod";
import { conflict, invalidInput } from "@/lib/errors";
import { organizationHeader, otherOrganizationReason } from "@/lib/page-organization";

/** For pages, which show whichever organization is selected. */
export const selectedOrganization = Symbol("the selected organization");

/** The organization a request is meant for, as the page that sent it says; or a page, which is rendered for the selected one. */
export type NamedOrganization = string | null | undefined | typeof selectedOrganization;

/** The organization named in a request's header. */
export const organizationNamedBy = (request: Request): string | null => request.headers.get(organizationHeader);

/**
 * A person can select another organization in another tab. What a page that was rendered before then asks for must not
 * happen there.
 *
 * @throws GatehouseError `invalid_input` when none is named, `conflict` with `reason: "other_organization"`.
 */
export function assertNamed(named: NamedOrganization, selected: { id: string; name: string }): void {
  if (named === selectedOrganization) return;
  const id = z.uuid().safeParse(named);
  if (!id.success) {
    throw invalidInput("Name the organization: send its ID in the header Gatehouse-Organization.", {
      reason: "organization_missing",
    });
  }
  if (id.data === selected.id) return;
  throw conflict(`This page belongs to another organization. You're in ${selected.name} now. Nothing was changed.`, {
    reason: otherOrganizationReason,
  });
}
