import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { DrawnMark } from "@/components/brand/mark-picture";
import { productColor } from "@/lib/brand-mark";
import { type Catalog, catalogOf, productNames } from "@/lib/catalog";
import { hexOf } from "@/lib/color";

export const dynamic = "force-static";
export const dynamicParams = false;
export const generateStaticParams = () => productNames.map((product) => ({ product }));

type Context = RouteContext<"/site/[product]/opengraph-image">;

/** The picture a shared link shows. A route and not Next's file convention, which would publish the internal path. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const catalog = catalogOf((await params).product);
  const fonts = join(process.cwd(), "node_modules/geist/dist/fonts/geist-sans");
  const [semibold, medium, regular] = await Promise.all([
    readFile(join(fonts, "Geist-SemiBold.ttf")),
    readFile(join(fonts, "Geist-Medium.ttf")),
    readFile(join(fonts, "Geist-Regular.ttf")),
  ]);
  return new ImageResponse(<Card catalog={catalog} />, {
    width: 1200,
    height: 630,
    fonts: [
      { name: "Geist", data: semibold, weight: 600 },
      { name: "Geist", data: medium, weight: 500 },
      { name: "Geist", data: regular, weight: 400 },
    ],
  });
}

function Card({ catalog: { name, brand, copy } }: { catalog: Catalog }) {
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        padding: 80,
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        background: hexOf([0.155, 0.02, 266]),
        color: hexOf([0.955, 0.008, 90]),
        borderTop: `16px solid ${productColor(brand)}`,
        fontFamily: "Geist",
      }}
    >
      <div style={{ display: "flex", alignItems: "center", gap: 20, fontSize: 40, fontWeight: 600 }}>
        <DrawnMark brand={brand} size={64} />
        {name}
      </div>
      <div style={{ display: "flex", flexDirection: "column", gap: 28 }}>
        <div style={{ fontSize: 84, lineHeight: 1.04, letterSpacing: -3.8, fontWeight: 500, maxWidth: 980 }}>
          {copy.hero.title}
        </div>
        <div style={{ fontSize: 32, color: hexOf([0.72, 0.022, 262]) }}>{copy.tagline}</div>
      </div>
    </div>
  );
}
