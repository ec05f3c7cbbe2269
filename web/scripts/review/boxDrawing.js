import { setAttribute, svgElement } from "../base/dom.js";

/** In pixels: below it a press is a click. */
const leastDrag = 6;

/**
 * Lets a person draw a box on a sheet: with a mouse at any time, with a finger or a pen while `isOn()` says so, since they
 * scroll otherwise.
 * @param {SVGElement} layer Covers the sheet, with coordinates 0…1.
 * @param {(box: {x: number, y: number, width: number, height: number}) => Promise<void>} drawn Is given the box in fractions
 *   of the sheet, which is shown until the promise ends.
 */
export function drawBoxes(sheet, layer, { isOn, drawn }) {
    let start = null;
    const shape = svgElement("rect", { class: "drawn" });
    // The field in hand keeps the focus.
    sheet.addEventListener("mousedown", event => event.preventDefault());
    sheet.addEventListener("pointerdown", event => {
        if (event.button === 0 && (event.pointerType === "mouse" || isOn())) start = { x: event.clientX, y: event.clientY };
    });
    sheet.addEventListener("pointermove", event => {
        if (!start || !shape.isConnected && distance(start, event) < leastDrag) return;
        if (!shape.isConnected) {
            sheet.setPointerCapture(event.pointerId);
            layer.append(shape);
        }
        show(shape, boxBetween(sheet, start, event));
    });
    sheet.addEventListener("pointerup", async event => {
        const from = start;
        start = null;
        if (!from || !shape.isConnected) return;
        try {
            await drawn(boxBetween(sheet, from, event));
        } finally {
            shape.remove();
        }
    });
    sheet.addEventListener("pointercancel", () => { start = null; shape.remove(); });
}

function distance(from, { clientX, clientY }) {
    return Math.max(Math.abs(clientX - from.x), Math.abs(clientY - from.y));
}

function boxBetween(sheet, from, { clientX, clientY }) {
    const bounds = sheet.getBoundingClientRect();
    const within = (value, low, size) => Math.min(1, Math.max(0, (value - low) / size));
    const xs = [from.x, clientX].map(x => within(x, bounds.left, bounds.width)).sort((one, other) => one - other);
    const ys = [from.y, clientY].map(y => within(y, bounds.top, bounds.height)).sort((one, other) => one - other);
    return { x: xs[0], y: ys[0], width: xs[1] - xs[0], height: ys[1] - ys[0] };
}

function show(shape, box) {
    for (const [name, value] of Object.entries(box)) setAttribute(shape, name, value);
}
