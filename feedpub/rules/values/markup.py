"""The words of HTML: its elements and attributes, old ones too, and those of SVG and MathML that stand in it."""

from feedpub.rules.grammar import VOCABULARIES
from feedpub.rules.values import words

ELEMENTS = words("""
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
    fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
    img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter
    nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp
    rt rtc ruby s samp script search section select slot small source span strike strong style sub summary sup svg
    table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
""")
"""Elements of HTML, old ones too (HTML section 4 and 16.2)."""

VOID = words(
    "area base basefont bgsound br col embed frame hr img input isindex keygen link meta param source track wbr"
)
"""Elements that have no end tag (HTML section 13.1.2)."""

CLOSE_THEMSELVES = words("""
    body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr
""")
"""Elements whose end tag may be left out (HTML section 13.1.2.4)."""

RAW = words("iframe noembed noframes plaintext script style textarea title xmp")
"""Elements whose content is no markup, up to their end tags (HTML section 13.2.5)."""

ATTRIBUTES = words("""
    abbr accept accept-charset accesskey action align alink allow allowfullscreen alt archive as async autocapitalize
    autocomplete autocorrect autofocus autoplay axis background behavior bgcolor blocking border bordercolor
    cellpadding cellspacing challenge char charoff charset checked cite class classid clear code codebase codetype
    color cols colspan command commandfor compact content contenteditable controls controlslist coords crossorigin data
    datafld dataformatas datasrc datetime declare decoding default defer dir direction dirname disabled
    disablepictureinpicture disableremoteplayback download draggable dropzone dynsrc elementtiming enctype
    enterkeyhint event exportparts face fetchpriority for form formaction formenctype formmethod formnovalidate
    formtarget frame frameborder headers height hidden high href hreflang hspace http-equiv id imagesizes imagesrcset
    inert inputmode integrity is ismap itemid itemprop itemref itemscope itemtype keytype kind label lang language link
    list loading longdesc loop low lowsrc manifest marginheight marginwidth max maxlength media method methods min
    minlength mozallowfullscreen multiple muted name nohref nomodule nonce noresize noshade novalidate nowrap object
    open optimum part pattern ping placeholder playsinline popover popovertarget popovertargetaction poster preload
    profile prompt pubdate radiogroup readonly referrerpolicy rel required rev reversed role rows rowspan rules sandbox
    scheme scope scoped scrollamount scrolldelay scrolling seamless selected shadowrootmode shape size sizes slot span
    spellcheck src srcdoc srclang srcset standby start step style summary tabindex target text title topmargin
    translate truespeed type typemustmatch urn usemap valign value valuetype version vlink vspace webkitallowfullscreen
    width wrap writingsuggestions
    about datatype inlist prefix property resource rev typeof vocab
    xml:base xml:id xml:lang xml:space xmlns
""")
"""Attributes of HTML, old ones too (HTML section 3.2.6, 4 and 16.2), of RDFa, and of XML."""

OPEN_PREFIXES = ("data-", "aria-", "xmlns:", "xml:", "xlink:", "x-")
"""Attributes that authors name themselves, that WAI-ARIA names, or that other vocabularies do."""

FOREIGN_ELEMENTS = words("""
    a animate animatecolor animatemotion animatetransform circle clippath cursor defs desc ellipse feblend
    fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight
    fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology
    feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter font font-face font-face-format
    font-face-name font-face-src font-face-uri foreignobject g glyph glyphref hkern image line lineargradient marker
    mask metadata missing-glyph mpath path pattern polygon polyline radialgradient rect script set solidcolor stop
    style svg switch symbol text textpath title tref tspan use view vkern
    annotation annotation-xml maction maligngroup malignmark math menclose merror mfenced mfrac mglyph mi mlabeledtr
    mlongdiv mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline
    mspace msqrt msrow mstack mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    abs and apply approx arccos arccosh arcsin arctan bind bvar card cbytes ceiling ci cn codomain compose condition
    conjugate cos cosh cot csc csymbol curl declare degree determinant diff divergence divide domain
    domainofapplication emptyset eq equivalent eulergamma exists exp exponentiale factorial factorof false floor
    forall gcd geq grad gt ident image imaginary imaginaryi implies in infinity int integers intersect interval
    inverse lambda laplacian lcm leq limit list ln log logbase lowlimit lt matrix matrixrow max mean median min minus
    mode moment momentabout naturalnumbers neq not notanumber notin notprsubset notsubset or otherwise outerproduct
    partialdiff pi piece piecewise plus power primes product prsubset quotient rationals real reals reln rem root
    scalarproduct sdev sec selector sep set setdiff share sin sinh subset sum tan tanh tendsto times transpose true
    union uplimit variance vector vectorproduct xor
""")
"""Elements of SVG 2 and 1.1, and of MathML 3, in small letters."""

FOREIGN_ATTRIBUTES = words("""
    accent-height accumulate additive alignment-baseline alphabetic amplitude arabic-form ascent attributename
    attributetype azimuth basefrequency baseline-shift baseprofile bbox begin bias by calcmode cap-height clip
    clip-path clip-rule clippathunits color-interpolation color-interpolation-filters color-profile color-rendering
    contentscripttype contentstyletype cursor cx cy d descent diffuseconstant direction display divisor
    dominant-baseline dur dx dy edgemode elevation enable-background end exponent externalresourcesrequired fill
    fill-opacity fill-rule filter filterres filterunits flood-color flood-opacity focusable font-family font-size
    font-size-adjust font-stretch font-style font-variant font-weight format from fr fx fy g1 g2 glyph-name
    glyph-orientation-horizontal glyph-orientation-vertical glyphref gradienttransform gradientunits hanging href
    horiz-adv-x horiz-origin-x ideographic image-rendering in in2 intercept k k1 k2 k3 k4 kernelmatrix kernelunitlength
    kerning keypoints keysplines keytimes lengthadjust letter-spacing lighting-color limitingconeangle local marker
    marker-end marker-mid marker-start markerheight markerunits markerwidth mask mask-type maskcontentunits maskunits
    mathematical mode numoctaves offset opacity operator order orient orientation origin overflow overline-position
    overline-thickness paint-order panose-1 path pathlength patterncontentunits patterntransform patternunits
    pointer-events points pointsatx pointsaty pointsatz preservealpha preserveaspectratio primitiveunits r radius refx
    refy rendering-intent repeatcount repeatdur requiredextensions requiredfeatures restart result rotate rx ry scale
    seed shape-rendering side slope spacing specularconstant specularexponent spreadmethod startoffset stddeviation
    stemh stemv stitchtiles stop-color stop-opacity strikethrough-position strikethrough-thickness string stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    surfacescale systemlanguage tablevalues targetx targety text-anchor text-decoration text-rendering textlength to
    transform transform-origin u1 u2 underline-position underline-thickness unicode unicode-bidi unicode-range
    units-per-em v-alphabetic v-hanging v-ideographic v-mathematical values vector-effect vert-adv-y vert-origin-x
    vert-origin-y viewbox viewtarget visibility white-space widths word-spacing writing-mode x x-height x1 x2
    xchannelselector y y1 y2 ychannelselector z zoomandpan
    accent accentunder actiontype align alignmentscope altimg altimg-height altimg-valign altimg-width alttext bevelled
    charalign charspacing close columnalign columnlines columnspacing columnspan columnwidth crossout decimalpoint
    denomalign depth displaystyle edge encoding equalcolumns equalrows fence fontfamily fontsize fontstyle fontweight
    framespacing groupalign indentalign indentalignfirst indentalignlast indentshift indentshiftfirst indentshiftlast
    indenttarget infixlinebreakstyle largeop leftoverhang length linebreak linebreakmultchar linebreakstyle lineleading
    linethickness location longdivstyle lquote lspace mathbackground mathcolor mathsize mathvariant maxsize
    mediummathspace minlabelspacing minsize movablelimits mslinethickness notation numalign open overflow position
    rightoverhang rowalign rowlines rowspacing rowspan rquote rspace scriptlevel scriptminsize scriptsizemultiplier
    selection separator separators shift stackalign stretchy subscriptshift superscriptshift symmetric
    thickmathspace thinmathspace valign verythickmathspace verythinmathspace veryverythickmathspace
    veryverythinmathspace voffset definitionurl nargs occurrence base closure
""")
"""Attributes that SVG and MathML add to HTML's, in small letters."""


def is_html(tag: str) -> bool:
    """Whether this is the tag of an element of HTML that is written as one of the feed, which has none of that name."""
    return tag in ELEMENTS and tag not in VOCABULARIES.get("", ())
