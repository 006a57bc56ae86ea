import type { Metadata } from "next";
import { ChangelogPage } from "@/components/changelog/changelog-page";
import { Breadcrumbs } from "@/components/marketing/breadcrumbs";
import { catalogOf } from "@/lib/catalog";
import { releasesOf } from "@/lib/releases";

type Props = PageProps<"/site/[product]/changelog">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = catalogOf((await params).product);
  return {
    title: "What's new",
    description: `New features, improvements and fixes in ${name}.`,
    alternates: { canonical: "/changelog", types: { "application/rss+xml": "/changelog.xml" } },
  };
}

export default async function Changelog({ params }: Props) {
  const { name, product } = catalogOf((await params).product);
  return (
    <>
      <Breadcrumbs trail={[{ name: "What's new", path: "/changelog" }]} />
      <ChangelogPage name={name} releases={releasesOf(product)} />
    </>
  );
}
