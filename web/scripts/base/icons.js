import { svgElement } from "./dom.js";

/** Lines in a square of 16. */
const paths = {
    split: "M2 8h12M8 6V1M6 3l2-2 2 2M8 10v5M6 13l2 2 2-2",
    merge: "M2 8h12M8 1v5M6 4l2 2 2-2M8 15v-5M6 12l2-2 2 2",
    delete: "M4 4l8 8M12 4l-8 8",
};

/** A drawing for a button, which has its name elsewhere. */
export function icon(name) {
    return svgElement("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, svgElement("path", { d: paths[name] }));
}
