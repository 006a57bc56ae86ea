import { sitePages } from "@/lib/site";
import { seenHeader } from "@/lib/visits/visit";

/** Long enough to be worth a download only, without running its scripts. */
const tooLongToPrerender = ["/docs/api"];

const links = (paths: readonly string[]) => ({
  and: [
    { or: paths.map((path) => ({ href_matches: path })) },
    { not: { selector_matches: "[target=_blank], [download], [rel~=nofollow]" } },
  ],
});

/**
 * Which pages a browser may load in advance when a pointer rests on a link to them. They are static pages of the site, which change
 * nothing and are the same for everyone: never the application, the API, or what signs someone in or out.
 */
export const speculationRules = {
  prerender: [{ where: links(sitePages.filter((path) => !tooLongToPrerender.includes(path))), eagerness: "moderate" }],
  prefetch: [{ where: links(tooLongToPrerender), eagerness: "moderate" }],
};

/**
 * The server doesn't count a page that was loaded in advance, and gets no second request when someone goes there. So the page says
 * that it is seen.
 */
const saySeen = `(()=>{const seen=()=>void fetch(location.href,{method:"HEAD",cache:"no-store",keepalive:true,headers:{${JSON.stringify(seenHeader)}:"1"}}).catch(()=>{});if(document.prerendering)document.addEventListener("prerenderingchange",seen,{once:true});else if(performance.getEntriesByType("navigation")[0]?.deliveryType==="navigational-prefetch")seen()})()`;

/** Lets browsers load the next page of the site in advance, and counts it if someone goes there. */
export function LoadInAdvance() {
  return (
    <>
      <script type="speculationrules">{JSON.stringify(speculationRules)}</script>
      <script>{saySeen}</script>
    </>
  );
}
