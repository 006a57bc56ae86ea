import type { Metadata } from "next";
import { OrganizationsView } from "@/components/admin/organizations/list/organizations-view";
import {
  adminPage,
  listOrganizations,
  listSavedViews,
  organizationFilterSchema,
  organizationTotals,
} from "@/lib/admin";
import { catalog } from "@/lib/catalog";
import { product } from "@/lib/products";

export const metadata: Metadata = { title: "Organizations" };

/** The choices of a question that the product asks at onboarding; none if it doesn't ask it. */
const choicesOf = (question: string) =>
  product.questions
    .find(({ key }) => key === question)
    ?.choices.map(({ value, label }) => ({ key: value, name: label })) ?? [];

const options = {
  plan: catalog.plans.map(({ key, name }) => ({ key, name })),
  industry: choicesOf("industry"),
  companySize: choicesOf("companySize"),
};

export default async function OrganizationsPage({ searchParams }: PageProps<"/admin/organizations">) {
  const filter = organizationFilterSchema.parse(await searchParams);
  const { now, list, totals, views } = await adminPage(async (admin) => {
    const [page, sums, saved] = await Promise.all([
      listOrganizations(admin, filter),
      organizationTotals(admin, filter),
      listSavedViews(admin),
    ]);
    return { now: admin.now, list: page, totals: sums, views: saved };
  });
  return (
    <OrganizationsView
      now={now}
      filter={filter}
      {...list}
      totals={totals}
      views={views}
      options={options}
      catalog={catalog}
    />
  );
}
