import { notFound } from "@/lib/errors";
import { route } from "@/lib/http";

/** A program expects a problem document where there is no endpoint, not the site's HTML page. */
const missing = route(async () => {
  throw notFound("endpoint");
});

export { missing as DELETE, missing as GET, missing as OPTIONS, missing as PATCH, missing as POST, missing as PUT };
