/* The shapes of data that cross between Python and the map's scripts; for the type check only, nothing of it runs. */
import type * as Leaflet from "leaflet";

declare global {
  /** Leaflet itself is a classic script and stands on the page before any module. */
  const L: typeof Leaflet;
  interface Window {
    /** The one global: the state of this map with what tests, benchmarks and the page around may call. */
    mapapp: any;
    player: any;
  }
}

/** How a stage looks, one row of the style table (`STAGE_MARKS` in style.py). */
export interface Look {
  term: string;
  colour: string;
  /** How much of the disc is full, 0..1. */
  fill: number;
  ring: "solid" | "dashed" | "dot";
  halo: boolean;
  /** Line pattern in pixels; empty is solid. */
  dash?: number[];
  /** Distance between hatch lines in pixels. */
  hatch?: number;
}

/** What changes: year, clock, visible projects, chosen thing (`MapCommand` in folium_map.py). */
export interface Command {
  year: number;
  clock: string;
  /** Base64 of one bit a project. */
  mask: string;
  focus: string;
  fly: string;
  step?: number;
  held?: string[];
  /** The visitor asked for some projects only. */
  filtered?: boolean;
  /** The area the question is limited to: polygons of rings of lon, lat. */
  within?: number[][][][];
  /** What the zones are coloured by (`colouring` in selection/zone_measures.py); null for their own colours. */
  colour?: any;
  /** The visitor may put and draw things. */
  may_edit?: boolean;
  /** What is being drawn; null is nothing. */
  edit?: any;
}

/** Marks that fall on each other; x and y in layer pixels. */
export interface Crowd {
  marks: Mark[];
  x: number;
  y: number;
  radius: number;
  /** Done, under way, before the ground is broken, without a report. */
  mix: number[];
}

/** One project as the map holds it; x and y are in world pixels of zoom 0 (EPSG:3857). */
export interface Mark {
  index: number;
  id: string;
  name: string;
  /** Stage code per year on the happened and on the promised clock. */
  h: string;
  p: string;
  area: string;
  kind: "" | "point" | "points" | "line" | "area";
  doubt?: boolean;
  /** Value of its ProjectKind. */
  sort?: string;
  stage: number;
  shown: boolean;
  x?: number;
  y?: number;
  /** Where it was painted last, in layer pixels. */
  sx?: number;
  sy?: number;
  rank?: number;
  /** The crowd that stands for it in the present view. */
  crowd?: Crowd | null;
  /** Where its name may stand, in world pixels; for lines and areas. */
  anchors?: { x: number; y: number }[];
  /** Its name in lines with its size in pixels, and which of its places it had. */
  label?: { lines: string[]; width: number; height: number; font: number; text: string };
  placed?: number;
  /** How many share its area or line, counted at the first of them; -1 at the others, which are not drawn again. */
  shared?: number;
  site?: Mark[];
  parts?: { x: number; y: number }[][];
  rings?: number[][][][];
  /** South-west and north-east corner, lat and lon. */
  box?: [[number, number], [number, number]];
}
