"""What happens to a page on its way to the reader: scanned, turned, photographed, faxed; Pillow and numpy."""

import io
import subprocess

import numpy
from PIL import Image, ImageFilter
from reportlab.pdfgen.canvas import Canvas
from reportlab.lib.utils import ImageReader


def rasters(pdf, dpi=200, grey=True):
    """The pages of `pdf` as pictures, drawn by poppler's pdftoppm."""
    command = ["pdftoppm", "-r", str(dpi)] + (["-gray"] if grey else []) + [pdf]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    pictures, stream = [], io.BytesIO(data)
    while stream.tell() < len(data):
        # pdftoppm writes one picture after the other, each with its size in a header of three words.
        start = stream.tell()
        stream.readline()
        width, height = map(int, stream.readline().split())
        stream.readline()
        stream.seek(stream.tell() + width * height * (1 if grey else 3))
        pictures.append(Image.open(io.BytesIO(data[start:stream.tell()])).convert("L" if grey else "RGB"))
    return pictures


def turned(picture, degrees):
    return picture.rotate(degrees, resample=Image.BICUBIC, expand=False, fillcolor=255 if picture.mode == "L" else (255,) * 3)


def noisy(picture, seed, strength=7, paper=246):
    """Grain of a scanner's sensor, on paper that is not quite white."""
    grains = numpy.random.default_rng(seed)
    values = numpy.asarray(picture).astype("float32") * (paper / 255)
    values += grains.normal(0, strength, values.shape)
    return Image.fromarray(values.clip(0, 255).astype("uint8"))


def speckled(picture, seed, share=0.004):
    """Grains of dirt, as a copier's glass leaves them: single black and white pixels."""
    grains = numpy.random.default_rng(seed)
    values = numpy.asarray(picture).copy()
    chance = grains.random(values.shape)
    values[chance < share] = 0
    values[chance > 1 - share] = 255
    return Image.fromarray(values)


def shaded(picture, darkest=0.55):
    """A shadow that falls over the page from one corner, as over a photographed sheet."""
    values = numpy.asarray(picture).astype("float32")
    height, width = values.shape[:2]
    down, across = numpy.mgrid[0:height, 0:width]
    ramp = (across / width * 0.6 + down / height * 0.4)
    edge = 1 / (1 + numpy.exp(-(ramp - 0.55) * 14))
    light = 1 - (1 - darkest) * edge
    if values.ndim == 3:
        light = light[..., None]
    return Image.fromarray((values * light).clip(0, 255).astype("uint8"))


def faded(picture, ink=120):
    """Low contrast: the ink is grey."""
    values = numpy.asarray(picture).astype("float32")
    return Image.fromarray((ink + values * (250 - ink) / 255).astype("uint8"))


def blurred(picture, radius=0.8):
    return picture.filter(ImageFilter.GaussianBlur(radius))


def jpeg(picture, quality):
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def scan(pdf, out, seed, degrees=0.7, dpi=200, quality=45, strength=5):
    """Writes a PDF that holds only pictures, one a page, as an office scanner would."""
    pictures = [noisy(turned(page, degrees), seed + number, strength) for number, page in enumerate(rasters(pdf, dpi))]
    pictures_to_pdf(pictures, out, dpi, quality)


def pictures_to_pdf(pictures, out, dpi, quality):
    canvas = None
    for picture in pictures:
        size = (picture.width * 72 / dpi, picture.height * 72 / dpi)
        canvas = canvas or Canvas(out, pagesize=size, invariant=1)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(jpeg(picture, quality))), 0, 0, *size)
        canvas.showPage()
    canvas.save()


def bitonal(picture, threshold=160):
    return picture.point(lambda value: 255 if value > threshold else 0).convert("1", dither=Image.NONE)


def save_tiff(pictures, out, dpi=200):
    """All pages in one TIFF, black and white as a fax, compressed as group 4."""
    pages = [bitonal(picture) for picture in pictures]
    pages[0].save(out, save_all=True, append_images=pages[1:], compression="group4", dpi=(dpi, dpi))
