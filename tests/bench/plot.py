"""Curves on two logarithmic axes, as SVG."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 400, 312
LEFT, RIGHT, TOP, BOTTOM = 56, 110, 48, 44
# Told apart by people who do not see all colours (Okabe, Ito 2008).
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000"]


def decades(values):
    low = math.floor(math.log10(min(values)))
    high = math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def label(power):
    return f"{10 ** power:,}" if power >= 0 else f"{10 ** power:g}"


class Axis:
    def __init__(self, values, begin, end):
        self.low, self.high = decades(values)
        self.begin, self.end = begin, end

    def at(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def ticks(self):
        return [(self.at(10.0 ** power), label(power))
                for power in range(self.low, self.high + 1)]


def text(x, y, words, anchor="middle", extra=""):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>'
            f'{escape(words)}</text>')


def grid(across, up, names):
    title, x_name, y_name = names
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    out = [text(LEFT, 20, title, "start", ' font-weight="bold"'),
           text((LEFT + right) / 2, HEIGHT - 8, x_name),
           text(LEFT, TOP - 10, y_name, "start")]
    for x, name in across.ticks():
        out += [f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#ddd"/>',
                text(x, bottom + 16, name)]
    for y, name in up.ticks():
        out += [f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#ddd"/>',
                text(LEFT - 6, y + 4, name, "end")]
    return out


def labels(names_at):
    """The curves' names at their ends, below one another."""
    out, free = [], 0
    for (name, colour), (x, y) in sorted(names_at.items(),
                                         key=lambda one: one[1][1]):
        y = max(y, free)
        free = y + 13
        out.append(text(x + 8, y + 4, name, "start", f' fill="{colour}"'))
    return out


def panel(names, curves, across):
    """One plot at `across`: curves are (name, [(x, y)])."""
    curves = [(name, points) for name, points in curves if points]
    points = [point for _, some in curves for point in some]
    if not points:
        return []
    x_axis = Axis([x for x, _ in points], LEFT, WIDTH - RIGHT)
    y_axis = Axis([y for _, y in points], HEIGHT - BOTTOM, TOP)
    out = [f'<g transform="translate({across} 0)">']
    out += grid(x_axis, y_axis, names)
    names_at = {}
    for (name, some), colour in zip(curves, COLOURS):
        places = [(x_axis.at(x), y_axis.at(y)) for x, y in some]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        out.append(f'<polyline points="{line}" fill="none" '
                   f'stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
                for x, y in places]
        names_at[name, colour] = places[-1]
    return out + labels(names_at) + ["</g>"]


def plot(panels):
    """The SVG; panels are (names, curves)."""
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" '
           f'viewBox="0 0 {WIDTH * len(panels)} {HEIGHT}" '
           f'font-family="sans-serif" font-size="11" role="img">',
           '<rect width="100%" height="100%" fill="white"/>']
    for number, (names, curves) in enumerate(panels):
        out += panel(names, curves, number * WIDTH)
    return "\n".join(out + ["</svg>"]) + "\n"
