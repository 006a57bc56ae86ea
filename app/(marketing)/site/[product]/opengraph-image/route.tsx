import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { type Catalog, catalogOf, productNames } from "@/lib/catalog";

export const dynamic = "force-static";
export const dynamicParams = false;
export const generateStaticParams = () => productNames.map((product) => ({ product }));

type Context = RouteContext<"/site/[product]/opengraph-image">;

/** The picture a shared link shows. A route and not Next's file convention, which would publish the internal path. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const catalog = catalogOf((await params).product);
  const fonts = join(process.cwd(), "node_modules/geist/dist/fonts/geist-sans");
  const [semibold, regular] = await Promise.all([
    readFile(join(fonts, "Geist-SemiBold.ttf")),
    readFile(join(fonts, "Geist-Regular.ttf")),
  ]);
  return new ImageResponse(<Card catalog={catalog} />, {
    width: 1200,
    height: 630,
    fonts: [
      { name: "Geist", data: semibold, weight: 600 },
      { name: "Geist", data: regular, weight: 400 },
    ],
  });
}

function Card({ catalog: { name, copy } }: { catalog: Catalog }) {
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        padding: 80,
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        background: "#0d0f13",
        color: "#f2f4f7",
        fontFamily: "Geist",
      }}
    >
      <div style={{ display: "flex", alignItems: "center", gap: 20, fontSize: 40, fontWeight: 600 }}>
        <svg width="64" height="64" viewBox="0 0 24 24" fill="none" aria-hidden="true">
          <rect width="24" height="24" rx="6" fill="#2e63ee" />
          <path
            d="M6.75 18v-6.25a5.25 5.25 0 0 1 10.5 0V18M12 18v-5.5"
            stroke="#fff"
            strokeWidth="2.25"
            strokeLinecap="round"
          />
        </svg>
        {name}
      </div>
      <div style={{ display: "flex", flexDirection: "column", gap: 28 }}>
        <div style={{ fontSize: 84, lineHeight: 1.04, letterSpacing: -3.5, fontWeight: 600, maxWidth: 980 }}>
          {copy.hero.title}
        </div>
        <div style={{ fontSize: 32, color: "#a4abb6" }}>{copy.tagline}</div>
      </div>
    </div>
  );
}
