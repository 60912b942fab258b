"""The parts that people play in a production, as the European Broadcasting Union lists them (EBU_RoleCodeCS)."""

_LISTED = """
    actor, adaptor, anchor person, animal trainer, animator, announcer, armourer, art director, artist,
    artist/performer, assistant camera, assistant chief lighting technician, assistant director, assistant
    producer, assistant visual editor, author, broadcast assistant, broadcast journalist, camera operator,
    carpenter, casting, causeur, chief lighting technician, choir, choreographer, clapper loader, commentary or
    commentator, commentator, commissioning broadcaster, composer, computer programmer, conductor, consultant,
    continuity checker, contributor, correspondent, costume designer, dancer, dialogue coach, director, director
    of photography, distribution company, draughtsman, dresser, dubber, editor, editor/producer, ensemble,
    essayist, executive producer, expert, fight director, floor manager, focus puller, foley artist, foley
    editor, foley mixer, graphic assistant, graphic designer, greensman, grip, guest, hairdresser, host,
    illustrator, interviewed guest, interviewer, journalist, key character, key grip, key talents, leadman,
    lecturer, librettist, lighting director, lighting technician, location manager, lyricist, make up artist,
    manufacturer, matte artist, moderator, music arranger, music group, musician, narrator, news reader,
    orchestra, participant, performer, photographer, post, presenter, producer, production assistant, production
    company, production department, production manager, production secretary, programme production researcher,
    programme proposal, property manager, publisher, publishing company, puppeteer, pyrotechnician, reader,
    reporter, rigger, runner, scenario, scenarist, scenic operative, script supervisor, sculptor, second
    assistant camera, second assistant director, second unit director, set designer, set dresser, sign language,
    singer, sound designer, sound mixer, sound recordist, speaker, special effects, storyteller, stunts,
    subtitles, technical director, term, translation, transportation manager, treatment, treatment proposal,
    treatment/programme proposal, variety artist, vision mixer, visual editor, visual effects, voice over
    artist, wardrobe, witness, writer
"""
ROLES = frozenset(" ".join(role.split()) for role in _LISTED.split(","))
"""The roles of the scheme urn:ebu, in small letters as Media RSS writes them."""
