import { markPicture } from "@/components/brand/mark-picture";
import { catalogOf, productNames } from "@/lib/catalog";
import { icoFile } from "@/lib/ico-file";

export const dynamic = "force-static";
export const dynamicParams = false;
export const generateStaticParams = () => productNames.map((product) => ({ product }));

type Context = RouteContext<"/site/[product]/favicon">;

/** The icon for browsers and feed readers that don't take `icon.svg`, in the sizes of tabs and bookmarks. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { brand } = catalogOf((await params).product);
  const pictures = await Promise.all(
    [16, 32, 48].map(async (size) => ({ size, png: new Uint8Array(await markPicture(brand, size).arrayBuffer()) })),
  );
  return new Response(icoFile(pictures), { headers: { "content-type": "image/x-icon" } });
}
