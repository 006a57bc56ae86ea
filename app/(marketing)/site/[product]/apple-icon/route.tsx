import { markPicture } from "@/components/brand/mark-picture";
import { catalogOf, productNames } from "@/lib/catalog";

export const dynamic = "force-static";
export const dynamicParams = false;
export const generateStaticParams = () => productNames.map((product) => ({ product }));

type Context = RouteContext<"/site/[product]/apple-icon">;

/** The icon on the home screen of a phone, which rounds the corners itself. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return markPicture(catalogOf((await params).product).brand, 180, { square: true });
}
