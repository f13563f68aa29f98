"""PURE. A mannequin that shows an exercise: poses -> joints -> line art -> SVG.

Standard library only; no file, clock or window. Lengths are centimetres, angles degrees, spans of
time seconds, up to `svg.py` and whoever else draws: there they are units of the canvas.
"""
