// cspell:disable (names)
import type { Random } from "./random";
import type { Words } from "./words";

const families =
  "Abbott Adler Ainsley Alvarez Ashby Atwood Baird Barlow Becker Bellamy Benitez Blackwell Boyd Brandt Calder Carver Castillo Chandler Coleman Conway Corbett Dalton Dawson Delgado Dietrich Dorsey Drummond Eastman Ellison Emery Farrow Fielding Fleming Foster Franklin Gallagher Garrison Gibbs Granger Greer Hadley Hale Harlan Hartley Hendricks Holloway Hughes Ingram Jansen Jarvis Keating Keller Kendall Kowalski Lambert Langley Larkin Lindgren Lowell Mallory Marlow Mercer Merritt Monroe Morales Nakamura Navarro Novak Okafor Olsen Osborne Palmer Parrish Pemberton Pereira Pruitt Quigley Ramsey Reyes Rhodes Ridley Rossi Rowland Sawyer Schmidt Sheridan Sinclair Stafford Sterling Sutton Talbot Thornton Tierney Underwood Vance Vaughn Wagner Walden Weaver Whitaker Winslow Yates Zimmerman".split(
    " ",
  );
const given =
  "Aaron Alice Amara Andre Anita Anton Beatriz Ben Bianca Caleb Camila Carl Chen Clara Colin Dara David Diego Elena Elias Emma Eric Esther Felix Fiona Frank Gina Grace Hana Hannah Hugo Ian Ingrid Isaac Ivan Jada James Jana Joel Jonas Julia Karim Kate Kenji Lara Leo Lena Liam Lucia Marcus Maria Martin Maya Mina Nadia Nathan Nina Noah Olga Omar Oscar Pavel Petra Priscilla Ralph Rosa Ruth Samir Sandra Sara Sean Simon Sofia Tariq Teresa Theo Tina Tomas Vera Victor Wanda Will Yara Yusuf Zoe".split(
    " ",
  );
const places =
  "Allegheny Amberfield Arrowhead Ashland Bay Bluewater Cascade Cedar Chester Clearwater Columbia Coral Crescent Cumberland Dakota Delta Eagle Eastgate Elm Evergreen Fairmont Falcon Fox Garnet Glacier Granite Greenfield Heron Highland Huron Ironwood Juniper Keystone Kingsport Lakeland Laurel Liberty Lincoln Madison Maple Meridian Midland Mohawk Monarch Northern Oakridge Ohio Orchard Pacific Pine Piedmont Pioneer Prairie Quarry Raven Redwood Ridge River Riverton Rocky Sable Sequoia Shoreline Silver Southport Spruce Stonebridge Summit Superior Tamarack Tidewater Timber Union Valley Vermilion Wabash Westbrook Willow Windsor Yellowstone".split(
    " ",
  );
const forms = ["", "", "", " Co", " Inc", " Group", " LLC", " & Sons"];

/** "Ridley Machine Works", "Cedar Plastics Co". */
export function organizationName(random: Random, { trades, anyTrade }: Words, industry: string | undefined): string {
  const first = random.chance(0.45) ? random.pick(families) : random.pick(places);
  return `${first} ${random.pick(trades[industry ?? ""] ?? anyTrade)}${random.pick(forms)}`;
}

export const personName = (random: Random): string => `${random.pick(given)} ${random.pick(families)}`;

/** The part of a domain: "cedar-plastics-co". */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
