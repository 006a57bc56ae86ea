import type { Metadata } from "next";
import { ChangelogPage } from "@/components/changelog/changelog-page";
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
  return <ChangelogPage name={name} releases={releasesOf(product)} />;
}
