import { element } from "../base/dom.js";

/** In fractions of the sheet: of a key alone, and of one with Ctrl. */
const step = 0.01;
const fineStep = 0.002;
const smallest = 0.006;
const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Lets a person draw a box on a sheet by keys: the arrows move it, with Shift they size it, with Ctrl in small steps. Enter
 * takes it, Escape or leaving it does not.
 * @param {{x: number, y: number, width: number, height: number}} start In fractions of the sheet.
 * @param {{label: string, drawn: (box: Object) => Promise<void>, given: () => void}} options `given` is called when it is given up.
 */
export function drawByKeys(sheet, start, { label, drawn, given }) {
    let box = start;
    const shape = element("div", { class: "key-box", tabindex: "0", role: "application", "aria-label": label, keydown: press, blur: () => shape.remove() });
    sheet.append(shape);
    show();
    shape.focus();

    function show() {
        const { x, y, width, height } = box;
        Object.assign(shape.style, { left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
        shape.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    async function press(event) {
        const direction = directions[event.key];
        if (!direction && event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        if (direction) {
            box = moved(box, direction, event.ctrlKey ? fineStep : step, event.shiftKey);
            show();
        } else if (event.key === "Enter") {
            await drawn(box);
            if (shape.isConnected) given();
        } else given();
    }
}

/** The box one step further or larger, within the sheet. */
export function moved({ x, y, width, height }, [right, down], by, isSized) {
    const within = (value, low, high) => Math.min(high, Math.max(low, value));
    if (isSized) {
        return { x, y, width: within(width + right * by, smallest, 1 - x), height: within(height + down * by, smallest, 1 - y) };
    }
    return { x: within(x + right * by, 0, 1 - width), y: within(y + down * by, 0, 1 - height), width, height };
}
