<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Engine</name>
    <message>
        <source>Not enough memory for this job. Close other programs or use less data.</source>
        <translation>Der Speicher reicht für diesen Auftrag nicht. Schließe andere Programme oder verwende weniger Daten.</translation>
    </message>
    <message>
        <source>The job stopped on an internal error. The log has the details.</source>
        <translation>Der Auftrag brach mit einem internen Fehler ab. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <source>%1 cannot be read. Check that it exists and that you may read it.</source>
        <translation>%1 lässt sich nicht lesen. Prüfe, ob es vorhanden ist und du es lesen darfst.</translation>
    </message>
    <message>
        <source>%1 is damaged: its header cannot be used. Get a fresh copy of the file.</source>
        <translation>%1 ist beschädigt: Der Dateikopf ist unbrauchbar. Hole eine frische Kopie.</translation>
    </message>
    <message>
        <source>%1 is packed with shorten, which cannot be read here. Unpack it with sph2pipe first.</source>
        <translation>%1 ist mit shorten gepackt, das hier nicht gelesen wird. Entpacke die Datei zuerst mit sph2pipe.</translation>
    </message>
    <message>
        <source>%1 holds sound in an encoding that cannot be read here. Convert it to WAV or FLAC.</source>
        <translation>%1 enthält Ton in einer Kodierung, die hier nicht gelesen wird. Wandle die Datei in WAV oder FLAC um.</translation>
    </message>
    <message>
        <source>%1 is not a sound file that can be read here. Convert it to WAV or FLAC.</source>
        <translation>%1 ist keine Tondatei, die hier gelesen wird. Wandle sie in WAV oder FLAC um.</translation>
    </message>
    <message>
        <source>%1 is a folder, not a sound file.</source>
        <translation>%1 ist ein Ordner, keine Tondatei.</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation>%1 ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes).</source>
        <translation>%1 ist leer (0 Byte).</translation>
    </message>
    <message>
        <source>%1 is too long to be opened. Cut it into shorter files.</source>
        <translation>%1 ist zu lang zum Öffnen. Teile die Aufnahme in kürzere Dateien.</translation>
    </message>
    <message>
        <source>%1 cannot be read at the wanted place. It may be damaged.</source>
        <translation>%1 lässt sich an der gewünschten Stelle nicht lesen. Die Datei ist vielleicht beschädigt.</translation>
    </message>
    <message>
        <source>%1 is too long to be held in memory at once. Choose a part of it.</source>
        <translation>%1 ist zu lang für den Arbeitsspeicher. Wähle einen Teil davon.</translation>
    </message>
    <message>
        <source>%1 changed while it was being opened. Open it again.</source>
        <translation>%1 hat sich beim Öffnen geändert. Öffne die Datei noch einmal.</translation>
    </message>
    <message>
        <source>Sound cannot be converted between these sampling rates.</source>
        <translation>Zwischen diesen Abtastraten lässt sich der Ton nicht umrechnen.</translation>
    </message>
    <message>
        <source>%1 was not written: the sound has no usable channels or rate.</source>
        <translation>%1 wurde nicht geschrieben: Der Ton hat keine brauchbaren Kanäle oder keine brauchbare Abtastrate.</translation>
    </message>
    <message>
        <source>%1 was not written: WAV files end at 4 GB. Choose a shorter part.</source>
        <translation>%1 wurde nicht geschrieben: WAV-Dateien enden bei 4 GB. Wähle einen kürzeren Teil.</translation>
    </message>
    <message>
        <source>LibTorch could not be opened, so models cannot be used. Run packaging/setup.sh, or set TORCH_ROOT.</source>
        <translation>LibTorch ließ sich nicht öffnen, daher sind Modelle nicht nutzbar. Starte packaging/setup.sh oder setze TORCH_ROOT.</translation>
    </message>
    <message>
        <source>%1, line %2: a quote is opened and never closed. Correct that line.</source>
        <translation>%1, Zeile %2: Ein Anführungszeichen wird geöffnet, aber nicht geschlossen. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1 is empty: a header row with column names is expected.</source>
        <translation>%1 ist leer: Erwartet wird eine Kopfzeile mit Spaltennamen.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 cells, but the header has %4. Correct that line.</source>
        <translation>%1, Zeile %2: %3 Zellen, die Kopfzeile hat aber %4. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The disk is full: %1 was not written. Free some space and try again.</source>
        <translation>Der Datenträger ist voll: %1 wurde nicht geschrieben. Schaffe Platz und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2). Choose another folder or change its permissions.</source>
        <translation>%1 lässt sich nicht schreiben (%2). Wähle einen anderen Ordner oder ändere seine Rechte.</translation>
    </message>
    <message>
        <source>%1 is too large to be read here (%2 bytes).</source>
        <translation>%1 ist zu groß, um hier gelesen zu werden (%2 Byte).</translation>
    </message>
    <message>
        <source>%1 is not a complete zip or tar archive. Get it again.</source>
        <translation>%1 ist kein vollständiges zip- oder tar-Archiv. Hole es noch einmal.</translation>
    </message>
    <message>
        <source>%1 is refused: its entry &quot;%2&quot; would be written outside the folder or is a link.</source>
        <translation>%1 wird abgelehnt: Der Eintrag „%2“ läge außerhalb des Ordners oder ist eine Verknüpfung.</translation>
    </message>
    <message>
        <source>%1 is refused: it would unpack to far more than a corpus of its size.</source>
        <translation>%1 wird abgelehnt: Entpackt wäre es weit größer als ein Korpus dieser Art.</translation>
    </message>
    <message>
        <source>Unpacking %1</source>
        <translation>Entpacke %1</translation>
    </message>
    <message>
        <source>%1 is protected by a password. Unpack it yourself and choose the folder.</source>
        <translation>%1 ist durch ein Passwort geschützt. Entpacke es selbst und wähle den Ordner.</translation>
    </message>
    <message>
        <source>%1 holds no file.</source>
        <translation>%1 enthält keine Datei.</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another folder or move it away.</source>
        <translation>%1 gibt es schon. Wähle einen anderen Ordner oder verschiebe ihn.</translation>
    </message>
    <message>
        <source>%1 does not look like EmoDB: neither it nor its folder wav holds clips named like 03a01Fa.wav. Choose the folder that holds wav.</source>
        <translation>%1 sieht nicht nach EmoDB aus: Weder dort noch im Ordner wav liegen Aufnahmen mit Namen wie 03a01Fa.wav. Wähle den Ordner, der wav enthält.</translation>
    </message>
    <message>
        <source>Left out, not named like clips of EmoDB: %1 (%2).</source>
        <translation>Ausgelassen, nicht wie Aufnahmen von EmoDB benannt: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 holds no clip of EmoDB (named like 03a01Fa.wav). Choose its archive or its folder.</source>
        <translation>%1 enthält keine Aufnahme von EmoDB (mit Namen wie 03a01Fa.wav). Wähle das Archiv oder den Ordner von EmoDB.</translation>
    </message>
    <message>
        <source>%1 holds %2 of EmoDB&apos;s 535 clips. Get the complete archive.</source>
        <translation>%1 enthält %2 der 535 Aufnahmen von EmoDB. Hole das vollständige Archiv.</translation>
    </message>
    <message>
        <source>The samples in %1 differ from those of the published EmoDB; figures may differ from the documented ones.</source>
        <translation>Die Abtastwerte in %1 weichen von der veröffentlichten EmoDB ab; Ergebnisse können von den dokumentierten abweichen.</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>Prüfe %1</translation>
    </message>
    <message>
        <source>There is no utterance to split into folds.</source>
        <translation>Es gibt keine Äußerung, die sich auf Folds verteilen ließe.</translation>
    </message>
    <message>
        <source>Utterance %1 has no speaker, but folds are made by speaker. Add the speaker to the corpus or leave the utterance out.</source>
        <translation>Äußerung %1 hat keinen Sprecher, die Folds werden aber nach Sprechern gebildet. Trage den Sprecher ins Korpus ein oder lass die Äußerung weg.</translation>
    </message>
    <message>
        <source>The protocol speaker-groups needs at least 2 groups, not %1.</source>
        <translation>Das Protokoll speaker-groups braucht mindestens 2 Gruppen, nicht %1.</translation>
    </message>
    <message>
        <source>The protocol &quot;%1&quot; is not known; use leave-one-speaker-out or speaker-groups.</source>
        <translation>Das Protokoll „%1“ ist unbekannt; verwende leave-one-speaker-out oder speaker-groups.</translation>
    </message>
    <message>
        <source>The number of inner speakers must be 0 or more, not %1.</source>
        <translation>Die Zahl der inneren Sprecher muss 0 oder größer sein, nicht %1.</translation>
    </message>
    <message>
        <source>Too few speakers for %1 with %2 set aside for early stopping: the corpus has %3 (%4). At least one must be left to train on.</source>
        <translation>Zu wenige Sprecher für %1 mit %2 zurückgehaltenen für das frühe Anhalten: Das Korpus hat %3 (%4). Mindestens einer muss zum Trainieren bleiben.</translation>
    </message>
    <message>
        <source>Fold %1 cannot be trained: its training speakers (%2) have no utterance of the class &quot;%3&quot;. Use fewer inner speakers, or other classes.</source>
        <translation>Fold %1 lässt sich nicht trainieren: Seine Trainingssprecher (%2) haben keine Äußerung der Klasse „%3“. Verwende weniger innere Sprecher oder andere Klassen.</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Lese %1</translation>
    </message>
    <message>
        <source>The corpus layout &quot;%1&quot; is not known. Known layouts: %2.</source>
        <translation>Das Korpuslayout „%1“ ist unbekannt. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>%1 holds no audio. Choose the folder of a corpus.</source>
        <translation>%1 enthält kein Audio. Wähle den Ordner eines Korpus.</translation>
    </message>
    <message>
        <source>%1 holds audio, but no corpus layout fits it. Add a manifest.csv with the columns path, speaker and emotion.</source>
        <translation>%1 enthält Audio, aber kein Korpuslayout passt dazu. Lege eine manifest.csv mit den Spalten path, speaker und emotion an.</translation>
    </message>
    <message>
        <source>Left out, named more than once: %1 (%2).</source>
        <translation>Ausgelassen, mehrfach genannt: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, audio missing: %1 (%2).</source>
        <translation>Ausgelassen, Audio fehlt: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, audio unreadable: %1 (%2).</source>
        <translation>Ausgelassen, Audio unlesbar: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, audio without samples there: %1 (%2).</source>
        <translation>Ausgelassen, dort keine Abtastwerte: %1 (%2).</translation>
    </message>
    <message>
        <source>There is no folder %1. Check the path of the corpus.</source>
        <translation>Den Ordner %1 gibt es nicht. Prüfe den Pfad des Korpus.</translation>
    </message>
    <message>
        <source>%1 holds no audio that can be read as part of the corpus.</source>
        <translation>%1 enthält kein Audio, das sich als Teil des Korpus lesen lässt.</translation>
    </message>
    <message>
        <source>%1 is not UTF-8 text. Save it again as CSV in UTF-8.</source>
        <translation>%1 ist kein UTF-8-Text. Speichere die Datei noch einmal als CSV in UTF-8.</translation>
    </message>
    <message>
        <source>%1 lacks the columns %2 (it has %3). path, speaker and emotion are required.</source>
        <translation>%1 fehlen die Spalten %2 (vorhanden: %3). Nötig sind path, speaker und emotion.</translation>
    </message>
    <message>
        <source>%1 holds no manifest.csv.</source>
        <translation>%1 enthält keine manifest.csv.</translation>
    </message>
    <message>
        <source>Left out, no path inside the corpus folder: %1 (%2).</source>
        <translation>Ausgelassen, kein Pfad im Korpusordner: %1 (%2).</translation>
    </message>
    <message>
        <source>Cells that should be numbers and were read as empty: %1 (%2).</source>
        <translation>Zellen, die Zahlen sein sollten und als leer gelesen wurden: %1 (%2).</translation>
    </message>
    <message>
        <source>Utterances without a speaker: %1. They cannot be used in folds.</source>
        <translation>Äußerungen ohne Sprecher: %1. Sie sind in Folds nicht verwendbar.</translation>
    </message>
    <message>
        <source>The sound is too short for its changes over time: %1 frames, at least %2 are needed.</source>
        <translation>Der Ton ist für zeitliche Änderungen zu kurz: %1 Frames, nötig sind mindestens %2.</translation>
    </message>
    <message>
        <source>The corpus %1 has no utterance of the class &quot;%2&quot; of experiment %3. Its labels are: %4.</source>
        <translation>Das Korpus %1 hat keine Äußerung der Klasse „%2“ des Experiments %3. Seine Labels sind: %4.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must name at least two different classes, each once.</source>
        <translation>%1, Zeile %2: „%3“ muss mindestens zwei verschiedene Klassen nennen, jede einmal.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is merged into &quot;%4&quot;, which is not one of the classes.</source>
        <translation>%1, Zeile %2: „%3“ wird mit „%4“ zusammengelegt, das keine der Klassen ist.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; cannot be merged, because it is a class itself.</source>
        <translation>%1, Zeile %2: „%3“ lässt sich nicht zusammenlegen, weil es selbst eine Klasse ist.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must not be above noise_snr_high_db.</source>
        <translation>%1, Zeile %2: „%3“ darf nicht über noise_snr_high_db liegen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be at least 2 for the protocol speaker-groups.</source>
        <translation>%1, Zeile %2: „%3“ muss für das Protokoll speaker-groups mindestens 2 sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a name of at most 80 letters, digits, - _ or . that begins with a letter or digit.</source>
        <translation>%1, Zeile %2: „%3“ muss ein Name aus höchstens 80 Buchstaben, Ziffern, - _ oder . sein, der mit einem Buchstaben oder einer Ziffer beginnt.</translation>
    </message>
    <message>
        <source>%1, line %2: the table [%3] is missing.</source>
        <translation>%1, Zeile %2: Die Tabelle [%3] fehlt.</translation>
    </message>
    <message>
        <source>%1, line %2: this is not valid TOML (%3). Correct that line.</source>
        <translation>%1, Zeile %2: Das ist kein gültiges TOML (%3). Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1 cannot be read as an experiment.</source>
        <translation>%1 lässt sich nicht als Experiment lesen.</translation>
    </message>
    <message>
        <source>%1 is a folder; an experiment is one TOML file.</source>
        <translation>%1 ist ein Ordner; ein Experiment ist eine TOML-Datei.</translation>
    </message>
    <message>
        <source>%1, line %2: the key &quot;%3&quot; is missing.</source>
        <translation>%1, Zeile %2: Der Schlüssel „%3“ fehlt.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must not be empty.</source>
        <translation>%1, Zeile %2: „%3“ darf nicht leer sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a text in quotes.</source>
        <translation>%1, Zeile %2: „%3“ muss ein Text in Anführungszeichen sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be one of: %4.</source>
        <translation>%1, Zeile %2: „%3“ muss eines von diesen sein: %4.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be true or false.</source>
        <translation>%1, Zeile %2: „%3“ muss true oder false sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a whole number from %4 to %5.</source>
        <translation>%1, Zeile %2: „%3“ muss eine ganze Zahl von %4 bis %5 sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a number from %4 to %5.</source>
        <translation>%1, Zeile %2: „%3“ muss eine Zahl von %4 bis %5 sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a list of texts, such as [&quot;one&quot;, &quot;two&quot;].</source>
        <translation>%1, Zeile %2: „%3“ muss eine Liste von Texten sein, etwa [&quot;one&quot;, &quot;two&quot;].</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a number.</source>
        <translation>%1, Zeile %2: „%3“ muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a table, written as [%3].</source>
        <translation>%1, Zeile %2: „%3“ muss eine Tabelle sein, geschrieben als [%3].</translation>
    </message>
    <message>
        <source>%1, line %2: the key &quot;%3&quot; is not known. Allowed here: %4.</source>
        <translation>%1, Zeile %2: Der Schlüssel „%3“ ist unbekannt. Hier erlaubt: %4.</translation>
    </message>
    <message>
        <source>The sound holds samples that are not finite numbers.</source>
        <translation>Der Ton enthält Abtastwerte, die keine endlichen Zahlen sind.</translation>
    </message>
    <message>
        <source>80 mel bands in dB, every 10 ms, limited to 80 dB below the loudest value (as librosa does).</source>
        <translation>80 Mel-Bänder in dB, alle 10 ms, begrenzt auf 80 dB unter dem lautesten Wert (wie in librosa).</translation>
    </message>
    <message>
        <source>80 mel bands (Slaney 1998) in dB, every 10 ms, without a limit that depends on the recording.</source>
        <translation>80 Mel-Bänder (Slaney 1998) in dB, alle 10 ms, ohne eine Grenze, die von der Aufnahme abhängt.</translation>
    </message>
    <message>
        <source>20 mel-frequency cepstral coefficients (Davis and Mermelstein 1980), every 10 ms, as librosa computes them.</source>
        <translation>20 Mel-Frequenz-Cepstralkoeffizienten (Davis und Mermelstein 1980), alle 10 ms, wie librosa sie berechnet.</translation>
    </message>
    <message>
        <source>There is no feature set &quot;%1&quot;. Known sets: %2.</source>
        <translation>Den Merkmalssatz „%1“ gibt es nicht. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>%1 does not fit its network: the tensor %2 is missing or has another shape.</source>
        <translation>%1 passt nicht zu seinem Netz: Der Tensor %2 fehlt oder hat eine andere Form.</translation>
    </message>
    <message>
        <source>%1 does not fit its network: it holds %2 tensors, %3 are expected.</source>
        <translation>%1 passt nicht zu seinem Netz: Es enthält %2 Tensoren, erwartet sind %3.</translation>
    </message>
    <message>
        <source>The device ran out of memory. Choose a smaller batch or the CPU.</source>
        <translation>Der Speicher des Geräts reicht nicht. Wähle einen kleineren Batch oder die CPU.</translation>
    </message>
    <message>
        <source>The network could not be computed (%1).</source>
        <translation>Das Netz ließ sich nicht berechnen (%1).</translation>
    </message>
    <message>
        <source>%1 holds the tensor %2 in another type than float32. Use a model of this program.</source>
        <translation>%1 enthält den Tensor %2 nicht als float32. Verwende ein Modell dieses Programms.</translation>
    </message>
    <message>
        <source>The database %1 is damaged. Start the program again: it is moved aside then.</source>
        <translation>Die Datenbank %1 ist beschädigt. Starte das Programm neu: Dann wird sie beiseitegelegt.</translation>
    </message>
    <message>
        <source>The database %1 is being written by another program. Try again in a moment.</source>
        <translation>Ein anderes Programm schreibt gerade in die Datenbank %1. Versuche es gleich noch einmal.</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht, um %1 zu lesen. Schließe andere Programme und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>%1 cannot be opened for writing. Choose another folder or change its permissions.</source>
        <translation>%1 lässt sich nicht zum Schreiben öffnen. Wähle einen anderen Ordner oder ändere seine Rechte.</translation>
    </message>
    <message>
        <source>The database %1 could not be used (%2).</source>
        <translation>Die Datenbank %1 ließ sich nicht benutzen (%2).</translation>
    </message>
    <message>
        <source>There is not enough memory for the features. Use fewer utterances or threads.</source>
        <translation>Der Speicher reicht für die Merkmale nicht. Verwende weniger Äußerungen oder Threads.</translation>
    </message>
    <message>
        <source>The features of %1 cannot be computed. Leave this recording out or repair it.</source>
        <translation>Die Merkmale von %1 lassen sich nicht berechnen. Lass diese Aufnahme weg oder repariere sie.</translation>
    </message>
    <message>
        <source>Checking recordings: %1 of %2</source>
        <translation>Prüfe Aufnahmen: %1 von %2</translation>
    </message>
    <message>
        <source>Features: %1 of %2 utterances</source>
        <translation>Merkmale: %1 von %2 Äußerungen</translation>
    </message>
    <message>
        <source>%1 is missing: a model needs it beside its card %2.</source>
        <translation>%1 fehlt: Ein Modell braucht die Datei neben seiner Karte %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: a text in it is not UTF-8.</source>
        <translation>%1 lässt sich nicht schreiben: Ein Text darin ist nicht UTF-8.</translation>
    </message>
    <message>
        <source>%1 is not a model card: it is not readable JSON.</source>
        <translation>%1 ist keine Modellkarte: Es ist kein lesbares JSON.</translation>
    </message>
    <message>
        <source>The model card %1 has no usable field &quot;%2&quot;.</source>
        <translation>Die Modellkarte %1 hat kein brauchbares Feld „%2“.</translation>
    </message>
    <message>
        <source>There is no model named %1: no model was found at all. Train one or give its path.</source>
        <translation>Es gibt kein Modell namens %1: Gar kein Modell wurde gefunden. Trainiere eines oder gib seinen Pfad an.</translation>
    </message>
    <message>
        <source>There is no model named %1. Known models: %2.</source>
        <translation>Es gibt kein Modell namens %1. Bekannte Modelle: %2.</translation>
    </message>
    <message>
        <source>%1 does not fit the rest of the run or is damaged, so nothing was imported. Export the run again.</source>
        <translation>%1 passt nicht zum Rest des Laufs oder ist beschädigt; nichts wurde importiert. Exportiere den Lauf noch einmal.</translation>
    </message>
    <message>
        <source>%1 is damaged, cut short or no safetensors file. Get or make it again.</source>
        <translation>%1 ist beschädigt, abgeschnitten oder keine safetensors-Datei. Hole oder erzeuge sie neu.</translation>
    </message>
    <message>
        <source>The tensor %1 cannot be written to %2: its name is taken or its shape does not fit its data.</source>
        <translation>Der Tensor %1 lässt sich nicht nach %2 schreiben: Sein Name ist vergeben oder seine Form passt nicht zu den Daten.</translation>
    </message>
    <message>
        <source>%1 cannot be written: a name in it is not UTF-8 text.</source>
        <translation>%1 lässt sich nicht schreiben: Ein Name darin ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>%1 was made by a newer version of Prososcope. Update the program or choose another workspace.</source>
        <translation>%1 stammt von einer neueren Version von Prososcope. Aktualisiere das Programm oder wähle einen anderen Arbeitsbereich.</translation>
    </message>
    <message>
        <source>%1 is the database of another program. Choose another workspace.</source>
        <translation>%1 ist die Datenbank eines anderen Programms. Wähle einen anderen Arbeitsbereich.</translation>
    </message>
    <message>
        <source>The database %1 is damaged and cannot be moved aside (%2). Choose another workspace.</source>
        <translation>Die Datenbank %1 ist beschädigt und lässt sich nicht beiseitelegen (%2). Wähle einen anderen Arbeitsbereich.</translation>
    </message>
    <message>
        <source>A name of a class or speaker is not UTF-8 text and cannot be stored. Rename it.</source>
        <translation>Der Name einer Klasse oder eines Sprechers ist kein UTF-8-Text und lässt sich nicht speichern. Benenne ihn um.</translation>
    </message>
    <message>
        <source>The workspace folder %1 cannot be made (%2). Choose another one.</source>
        <translation>Der Ordner des Arbeitsbereichs %1 lässt sich nicht anlegen (%2). Wähle einen anderen.</translation>
    </message>
    <message>
        <source>The workspace&apos;s database was damaged. It was kept as %1, and a new one was made.</source>
        <translation>Die Datenbank des Arbeitsbereichs war beschädigt. Sie wurde als %1 aufgehoben und eine neue angelegt.</translation>
    </message>
    <message>
        <source>There is no corpus named %1 in the workspace. Import it first.</source>
        <translation>Im Arbeitsbereich gibt es kein Korpus namens %1. Importiere es zuerst.</translation>
    </message>
    <message>
        <source>There is no run %1 in the workspace.</source>
        <translation>Im Arbeitsbereich gibt es keinen Lauf %1.</translation>
    </message>
    <message>
        <source>Run %1 is finished; there is nothing to resume.</source>
        <translation>Lauf %1 ist abgeschlossen; es gibt nichts fortzusetzen.</translation>
    </message>
    <message>
        <source>The model %1 is unknown. Known: logmel-network.</source>
        <translation>Das Modell %1 ist unbekannt. Bekannt: logmel-network.</translation>
    </message>
    <message>
        <source>The model %1 needs the feature set logmel80, not %2.</source>
        <translation>Das Modell %1 braucht den Merkmalssatz logmel80, nicht %2.</translation>
    </message>
    <message>
        <source>None of the chosen folds exists: there are %1, counted from 0.</source>
        <translation>Keiner der gewählten Folds ist vorhanden: Es gibt %1, gezählt ab 0.</translation>
    </message>
    <message>
        <source>The corpus %1 has changed since run %2 was started: its labels or its audio differ. Start a new run.</source>
        <translation>Das Korpus %1 hat sich seit Beginn von Lauf %2 geändert: Labels oder Audio weichen ab. Beginne einen neuen Lauf.</translation>
    </message>
    <message>
        <source>Fold %1 of %2</source>
        <translation>Fold %1 von %2</translation>
    </message>
    <message>
        <source>The sound is empty: there is nothing to predict from.</source>
        <translation>Der Ton ist leer: Es gibt nichts, woraus sich schätzen ließe.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2, which this program cannot open.</source>
        <translation>%1 ist von der Art %2, die dieses Programm nicht öffnen kann.</translation>
    </message>
    <message>
        <source>The card of %1 asks for sizes or features that this program does not have. Get the model again.</source>
        <translation>Die Karte von %1 verlangt Größen oder Merkmale, die dieses Programm nicht hat. Hole das Modell noch einmal.</translation>
    </message>
    <message>
        <source>%1 is not the file that its card describes: it was changed or cut short. Get the model again.</source>
        <translation>%1 ist nicht die Datei, die ihre Karte beschreibt: Sie wurde geändert oder abgeschnitten. Hole das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The device %1 is not available on this machine. Choose cpu.</source>
        <translation>Das Gerät %1 gibt es auf diesem Rechner nicht. Wähle cpu.</translation>
    </message>
    <message>
        <source>The loss became infinite or undefined in epoch %1, batch %2. Lower the learning rate.</source>
        <translation>Der Loss wurde in Epoche %1, Batch %2 unendlich oder undefiniert. Senke die Lernrate.</translation>
    </message>
    <message>
        <source>The checkpoint %1 belongs to other settings, data, device or number of threads. Start a new run.</source>
        <translation>Der Zwischenstand %1 gehört zu anderen Einstellungen, Daten, einem anderen Gerät oder einer anderen Zahl von Threads. Beginne einen neuen Lauf.</translation>
    </message>
    <message>
        <source>Run %1 is of the experiment %2, not of %3. Leave the file out or choose another run.</source>
        <translation>Lauf %1 gehört zum Experiment %2, nicht zu %3. Lass die Datei weg oder wähle einen anderen Lauf.</translation>
    </message>
    <message>
        <source>The corpus %1 is not in the workspace. Import it with: prososcope-cli corpus import FOLDER --name %1, or name its folder with --corpus FOLDER.</source>
        <translation>Das Korpus %1 ist nicht im Arbeitsbereich. Importiere es mit: prososcope-cli corpus import FOLDER --name %1, oder nenne seinen Ordner mit --corpus FOLDER.</translation>
    </message>
    <message>
        <source>The sound device was lost. Connect one and play again.</source>
        <translation>Das Audiogerät ist verschwunden. Schließe eines an und spiele noch einmal ab.</translation>
    </message>
    <message>
        <source>The window must last 0.1 to 60 seconds and the hop 0.01 to 60 seconds.</source>
        <translation>Das Fenster muss 0,1 bis 60 Sekunden dauern, der Versatz 0,01 bis 60 Sekunden.</translation>
    </message>
    <message>
        <source>Predicting %1</source>
        <translation>Schätze %1</translation>
    </message>
    <message>
        <source>%1 holds no samples.</source>
        <translation>%1 enthält keine Abtastwerte.</translation>
    </message>
    <message>
        <source>%1 holds no sound files that can be read.</source>
        <translation>%1 enthält keine lesbaren Tondateien.</translation>
    </message>
    <message>
        <source>The network has no setting &quot;%1&quot;. Known: %2.</source>
        <translation>Das Netz hat keine Einstellung „%1“. Bekannt: %2.</translation>
    </message>
    <message>
        <source>The network setting %1 cannot be %2; it may be %3 to %4.</source>
        <translation>Die Einstellung %1 des Netzes kann nicht %2 sein; erlaubt ist %3 bis %4.</translation>
    </message>
    <message>
        <source>Run %1 is still running. Cancel it there or wait for its end.</source>
        <translation>Lauf %1 läuft noch. Dort abbrechen oder sein Ende abwarten.</translation>
    </message>
    <message>
        <source>The utterance %1 holds no sound. Leave it out of the corpus.</source>
        <translation>Die Äußerung %1 enthält keinen Ton. Sie gehört nicht ins Korpus.</translation>
    </message>
    <message>
        <source>%1 cannot be used: its tensor %2 holds values that are no numbers. Get the model again.</source>
        <translation>%1 ist nicht verwendbar: Der Tensor %2 enthält Werte, die keine Zahlen sind. Das Modell neu beschaffen.</translation>
    </message>
    <message>
        <source>A training needs batches of at least 2 utterances (batch is %1, utterances to train on: %2).</source>
        <translation>Ein Training braucht Stapel von mindestens 2 Äußerungen (Stapelgröße %1, Äußerungen zum Trainieren: %2).</translation>
    </message>
    <message>
        <source>The annotation does not end after it begins.</source>
        <translation>Die Annotation endet nicht nach ihrem Anfang.</translation>
    </message>
    <message>
        <source>The identity of tier %1 is not its own.</source>
        <translation>Die Kennung der Spur %1 gehört nicht ihr allein.</translation>
    </message>
    <message>
        <source>The intervals of tier %1 do not begin with the annotation.</source>
        <translation>Die Intervalle der Spur %1 beginnen nicht mit der Annotation.</translation>
    </message>
    <message>
        <source>Tier %1 has an item outside the annotation, at %2 s.</source>
        <translation>Spur %1 hat bei %2 s ein Element außerhalb der Annotation.</translation>
    </message>
    <message>
        <source>The times of tier %1 do not rise at %2 s.</source>
        <translation>Die Zeiten der Spur %1 steigen bei %2 s nicht an.</translation>
    </message>
    <message>
        <source>An item of tier %1 has an identity that was never given.</source>
        <translation>Ein Element der Spur %1 hat eine Kennung, die nie vergeben wurde.</translation>
    </message>
    <message>
        <source>The parent of tier %1 is no interval tier of the annotation.</source>
        <translation>Die übergeordnete Spur von %1 ist keine Intervallspur der Annotation.</translation>
    </message>
    <message>
        <source>Tier %1 is above itself.</source>
        <translation>Spur %1 ist sich selbst übergeordnet.</translation>
    </message>
    <message>
        <source>%1 is not UTF-8 and was read as Latin-1.</source>
        <translation>%1 ist kein UTF-8 und wurde als Latin-1 gelesen.</translation>
    </message>
    <message>
        <source>%1 has no columns named start and label. Name the columns tier, start, end and label.</source>
        <translation>%1 hat keine Spalten namens start und label. Nennen Sie die Spalten tier, start, end und label.</translation>
    </message>
    <message>
        <source>%1 holds more than %2 labels, which is more than can be edited.</source>
        <translation>%1 enthält mehr als %2 Etiketten, mehr als bearbeitet werden können.</translation>
    </message>
    <message>
        <source>%1, row %2: there are too many tiers (“%3”).</source>
        <translation>%1, Zeile %2: Es gibt zu viele Spuren („%3“).</translation>
    </message>
    <message>
        <source>%1, row %2: “%3” is no time in seconds. Correct that row.</source>
        <translation>%1, Zeile %2: „%3“ ist keine Zeit in Sekunden. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>A table cannot tell two tiers named %1 apart: they become one.</source>
        <translation>Eine Tabelle kann zwei Spuren namens %1 nicht unterscheiden: Sie werden eine.</translation>
    </message>
    <message>
        <source>A table does not hold tier %1, which is empty.</source>
        <translation>Eine Tabelle enthält die leere Spur %1 nicht.</translation>
    </message>
    <message>
        <source>A table does not hold which tier is the parent of tier %1.</source>
        <translation>Eine Tabelle enthält nicht, welche Spur der Spur %1 übergeordnet ist.</translation>
    </message>
    <message>
        <source>A table does not hold the vocabulary of tier %1.</source>
        <translation>Eine Tabelle enthält das Vokabular der Spur %1 nicht.</translation>
    </message>
    <message>
        <source>%1 was changed by another program. Save under another name, or overwrite it.</source>
        <translation>%1 wurde von einem anderen Programm geändert. Speichern Sie unter einem anderen Namen oder überschreiben Sie die Datei.</translation>
    </message>
    <message>
        <source>%1 has none of the endings .TextGrid, .eaf, .txt, .csv, .tsv and .json. Rename it.</source>
        <translation>%1 hat keine der Endungen .TextGrid, .eaf, .txt, .csv, .tsv und .json. Benennen Sie die Datei um.</translation>
    </message>
    <message>
        <source>The annotation is too large for one file (%1 bytes). Save a part of it.</source>
        <translation>Die Annotation ist zu groß für eine Datei (%1 Bytes). Speichern Sie einen Teil davon.</translation>
    </message>
    <message>
        <source>What else the ELAN file holds (media, participants, types, properties) is lost.</source>
        <translation>Was die ELAN-Datei sonst enthält (Medien, Teilnehmer, Typen, Eigenschaften), geht verloren.</translation>
    </message>
    <message>
        <source>In this format some times, labels or empty intervals will be different when the file is opened again.</source>
        <translation>In diesem Format sind einige Zeiten, Etiketten oder leere Intervalle beim nächsten Öffnen anders.</translation>
    </message>
    <message>
        <source>Praat TextGrid</source>
        <translation>Praat-TextGrid</translation>
    </message>
    <message>
        <source>ELAN annotation</source>
        <translation>ELAN-Annotation</translation>
    </message>
    <message>
        <source>Audacity labels</source>
        <translation>Audacity-Textmarken</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabelle (CSV)</translation>
    </message>
    <message>
        <source>Annotation (JSON)</source>
        <translation>Annotation (JSON)</translation>
    </message>
    <message>
        <source>%1 is nested too deeply. It is no annotation.</source>
        <translation>%1 ist zu tief verschachtelt. Es ist keine Annotation.</translation>
    </message>
    <message>
        <source>%1, line %2: this is not valid JSON. Correct that line.</source>
        <translation>%1, Zeile %2: Das ist kein gültiges JSON. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1 is JSON, but no annotation of this program.</source>
        <translation>%1 ist JSON, aber keine Annotation dieses Programms.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of this program. Update it to read the file.</source>
        <translation>%1 wurde von einer neueren Version dieses Programms geschrieben. Aktualisieren Sie es, um die Datei zu lesen.</translation>
    </message>
    <message>
        <source>%1 holds more tiers or labels than can be edited.</source>
        <translation>%1 enthält mehr Spuren oder Etiketten, als bearbeitet werden können.</translation>
    </message>
    <message>
        <source>%1: %2 is no time in seconds. Correct it.</source>
        <translation>%1: %2 ist keine Zeit in Sekunden. Berichtigen Sie sie.</translation>
    </message>
    <message>
        <source>%1: the identity %2 was never given. The file is damaged.</source>
        <translation>%1: Die Kennung %2 wurde nie vergeben. Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>%1: %2 is no tier.</source>
        <translation>%1: %2 ist keine Spur.</translation>
    </message>
    <message>
        <source>%1: “%2” is no kind of tier. It is interval or point.</source>
        <translation>%1: „%2“ ist keine Art von Spur. Möglich sind interval und point.</translation>
    </message>
    <message>
        <source>%1: the parent tier %2 is not in the file.</source>
        <translation>%1: Die übergeordnete Spur %2 ist nicht in der Datei.</translation>
    </message>
    <message>
        <source>%1: %2 is no item of a tier: it has no start.</source>
        <translation>%1: %2 ist kein Element einer Spur: Es hat keinen Anfang.</translation>
    </message>
    <message>
        <source>Tier %1 has a parent that it cannot have: it stands alone now.</source>
        <translation>Spur %1 hat eine übergeordnete Spur, die sie nicht haben kann: Sie steht jetzt allein.</translation>
    </message>
    <message>
        <source>Tier %1 does not fit its parent tier and was linked to it by time.</source>
        <translation>Spur %1 passt nicht zu ihrer übergeordneten Spur und wurde über die Zeit mit ihr verknüpft.</translation>
    </message>
    <message>
        <source>%1, line %2: a frequency range stands before the first label. Correct that line.</source>
        <translation>%1, Zeile %2: Ein Frequenzbereich steht vor dem ersten Etikett. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2 does not begin with a time in seconds and a tab. Correct that line.</source>
        <translation>%1: Zeile %2 beginnt nicht mit einer Zeit in Sekunden und einem Tabulator. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>A label track does not hold which tier is the parent of tier %1.</source>
        <translation>Eine Textmarkenspur enthält nicht, welche Spur der Spur %1 übergeordnet ist.</translation>
    </message>
    <message>
        <source>A label track does not hold the vocabulary of tier %1.</source>
        <translation>Eine Textmarkenspur enthält das Vokabular der Spur %1 nicht.</translation>
    </message>
    <message>
        <source>Line breaks in labels of tier %1 become spaces.</source>
        <translation>Zeilenumbrüche in Etiketten der Spur %1 werden Leerzeichen.</translation>
    </message>
    <message>
        <source>Boundaries between unlabelled intervals of tier %1 are lost.</source>
        <translation>Grenzen zwischen unbeschrifteten Intervallen der Spur %1 gehen verloren.</translation>
    </message>
    <message>
        <source>A label track is one tier: all tiers are written into it, one label after another.</source>
        <translation>Eine Textmarkenspur ist eine einzige Spur: Alle Spuren werden in sie geschrieben, ein Etikett nach dem anderen.</translation>
    </message>
    <message>
        <source>A label track does not hold the names of tiers.</source>
        <translation>Eine Textmarkenspur enthält keine Namen von Spuren.</translation>
    </message>
    <message>
        <source>The autosave %1 is damaged and cannot be recovered.</source>
        <translation>Die automatische Sicherung %1 ist beschädigt und kann nicht wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>This tier is no longer there. Nothing was changed.</source>
        <translation>Diese Spur gibt es nicht mehr. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>This place of tier %1 is no longer there. Nothing was changed.</source>
        <translation>Diese Stelle der Spur %1 gibt es nicht mehr. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 s lies outside the annotation. Nothing was changed.</source>
        <translation>%1 s liegt außerhalb der Annotation. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Tier %1 has a boundary or point at %2 s already. Nothing was changed.</source>
        <translation>Spur %1 hat bei %2 s schon eine Grenze oder einen Punkt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The interval would overlap “%1” in tier %2. Nothing was changed.</source>
        <translation>Das Intervall würde „%1“ in Spur %2 überlappen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The begin of the annotation cannot be moved or removed.</source>
        <translation>Der Anfang der Annotation kann nicht verschoben oder entfernt werden.</translation>
    </message>
    <message>
        <source>Insert boundary</source>
        <translation>Grenze einfügen</translation>
    </message>
    <message>
        <source>Tier %1 holds intervals, not points. Choose a point tier.</source>
        <translation>Spur %1 enthält Intervalle, keine Punkte. Wählen Sie eine Punktspur.</translation>
    </message>
    <message>
        <source>Insert point</source>
        <translation>Punkt einfügen</translation>
    </message>
    <message>
        <source>Tier %1 holds points, not intervals. Choose an interval tier.</source>
        <translation>Spur %1 enthält Punkte, keine Intervalle. Wählen Sie eine Intervallspur.</translation>
    </message>
    <message>
        <source>Split interval</source>
        <translation>Intervall teilen</translation>
    </message>
    <message>
        <source>Tier %1 has the intervals of its parent. Insert the interval there.</source>
        <translation>Spur %1 hat die Intervalle ihrer übergeordneten Spur. Fügen Sie das Intervall dort ein.</translation>
    </message>
    <message>
        <source>The interval is empty. Select a stretch of time first.</source>
        <translation>Das Intervall ist leer. Wählen Sie zuerst einen Zeitabschnitt aus.</translation>
    </message>
    <message>
        <source>The interval would reach over a boundary of tier %1, the parent of %2. Nothing was changed.</source>
        <translation>Das Intervall würde über eine Grenze der Spur %1 reichen, die %2 übergeordnet ist. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Insert interval</source>
        <translation>Intervall einfügen</translation>
    </message>
    <message>
        <source>Move boundary</source>
        <translation>Grenze verschieben</translation>
    </message>
    <message>
        <source>There is no room for the parts of tier %1. Nothing was changed.</source>
        <translation>Für die Teile der Spur %1 ist kein Platz. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Remove point</source>
        <translation>Punkt entfernen</translation>
    </message>
    <message>
        <source>This boundary belongs to tier %1, the parent of %2. Remove it there.</source>
        <translation>Diese Grenze gehört zu Spur %1, die %2 übergeordnet ist. Entfernen Sie sie dort.</translation>
    </message>
    <message>
        <source>Remove boundary</source>
        <translation>Grenze entfernen</translation>
    </message>
    <message>
        <source>This change belongs to another state of the annotation. Nothing was changed.</source>
        <translation>Diese Änderung gehört zu einem anderen Stand der Annotation. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is no ELAN file: it begins with &lt;%2&gt;. Choose an .eaf file.</source>
        <translation>%1 ist keine ELAN-Datei: Sie beginnt mit &lt;%2&gt;. Wählen Sie eine .eaf-Datei.</translation>
    </message>
    <message>
        <source>%1, line %2: the times are in %3. Save the file with milliseconds in ELAN.</source>
        <translation>%1, Zeile %2: Die Zeiten sind in %3. Speichern Sie die Datei in ELAN mit Millisekunden.</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” is no time in milliseconds. Correct that line.</source>
        <translation>%1, Zeile %2: „%3“ ist keine Zeit in Millisekunden. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: the time slot “%3” has no name of its own. Correct that line.</source>
        <translation>%1, Zeile %2: Der Zeitpunkt „%3“ hat keinen eigenen Namen. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: the annotation “%3” has no name of its own. Correct that line.</source>
        <translation>%1, Zeile %2: Die Annotation „%3“ hat keinen eigenen Namen. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: the file holds more labels than can be edited (%3).</source>
        <translation>%1, Zeile %2: Die Datei enthält mehr Etiketten, als bearbeitet werden können (%3).</translation>
    </message>
    <message>
        <source>%1, line %2: the file holds more tiers than can be edited (%3).</source>
        <translation>%1, Zeile %2: Die Datei enthält mehr Spuren, als bearbeitet werden können (%3).</translation>
    </message>
    <message>
        <source>%1, line %2: there are two tiers named “%3”. Rename one.</source>
        <translation>%1, Zeile %2: Es gibt zwei Spuren namens „%3“. Benennen Sie eine um.</translation>
    </message>
    <message>
        <source>%1, line %2: the parent tier “%3” is not in the file. Correct that line.</source>
        <translation>%1, Zeile %2: Die übergeordnete Spur „%3“ ist nicht in der Datei. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: tier “%3” is above itself. Correct its PARENT_REF.</source>
        <translation>%1, Zeile %2: Spur „%3“ ist sich selbst übergeordnet. Berichtigen Sie ihr PARENT_REF.</translation>
    </message>
    <message>
        <source>%1, line %2: the time slot “%3” is not in the file. Correct that line.</source>
        <translation>%1, Zeile %2: Der Zeitpunkt „%3“ ist nicht in der Datei. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: the time slot “%3” has no time, and none follows from its neighbours.</source>
        <translation>%1, Zeile %2: Der Zeitpunkt „%3“ hat keine Zeit, und aus seinen Nachbarn folgt keine.</translation>
    </message>
    <message>
        <source>Tier %1: %2 times that the file leaves open were spread evenly.</source>
        <translation>Spur %1: %2 Zeiten, die die Datei offen lässt, wurden gleichmäßig verteilt.</translation>
    </message>
    <message>
        <source>%1, line %2: the annotation “%3” is not in the parent tier. Correct that line.</source>
        <translation>%1, Zeile %2: Die Annotation „%3“ ist nicht in der übergeordneten Spur. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>ELAN needs a different name for each tier: one named “%1” gets another.</source>
        <translation>ELAN braucht für jede Spur einen anderen Namen: Eine namens „%1“ bekommt einen anderen.</translation>
    </message>
    <message>
        <source>ELAN has no point tiers: the points of tier %1 become annotations of 1 ms.</source>
        <translation>ELAN hat keine Punktspuren: Die Punkte der Spur %1 werden Annotationen von 1 ms.</translation>
    </message>
    <message>
        <source>ELAN has no unlabelled intervals: %2 boundaries between them in tier %1 are lost.</source>
        <translation>ELAN hat keine unbeschrifteten Intervalle: %2 Grenzen zwischen ihnen in Spur %1 gehen verloren.</translation>
    </message>
    <message>
        <source>ELAN cannot hold control characters: those in tier %1 are replaced.</source>
        <translation>ELAN kann keine Steuerzeichen enthalten: Die in Spur %1 werden ersetzt.</translation>
    </message>
    <message>
        <source>ELAN holds times in milliseconds: finer ones are rounded.</source>
        <translation>ELAN enthält Zeiten in Millisekunden: Feinere werden gerundet.</translation>
    </message>
    <message>
        <source>ELAN has no times before 0: they are moved there.</source>
        <translation>ELAN hat keine Zeiten vor 0: Sie werden dorthin verschoben.</translation>
    </message>
    <message>
        <source>Enter a text to find.</source>
        <translation>Geben Sie einen Text zum Suchen ein.</translation>
    </message>
    <message>
        <source>The text to find is too long.</source>
        <translation>Der gesuchte Text ist zu lang.</translation>
    </message>
    <message>
        <source>The regular expression is wrong at character %1: %2.</source>
        <translation>Der reguläre Ausdruck ist bei Zeichen %1 falsch: %2.</translation>
    </message>
    <message>
        <source>Tier %1: begin and end of %2 intervals were swapped.</source>
        <translation>Spur %1: Anfang und Ende von %2 Intervallen wurden vertauscht.</translation>
    </message>
    <message>
        <source>Tier %1: the times were sorted (%2 stood too late).</source>
        <translation>Spur %1: Die Zeiten wurden sortiert (%2 standen zu spät).</translation>
    </message>
    <message>
        <source>Tier %1: %2 boundaries that differed by less than 0.01 ms were joined.</source>
        <translation>Spur %1: %2 Grenzen, die sich um weniger als 0,01 ms unterschieden, wurden vereint.</translation>
    </message>
    <message>
        <source>Tier %1: %2 gaps were filled with empty intervals.</source>
        <translation>Spur %1: %2 Lücken wurden mit leeren Intervallen gefüllt.</translation>
    </message>
    <message>
        <source>Tier %1: %2 empty intervals without a place of their own were shortened or left out.</source>
        <translation>Spur %1: %2 leere Intervalle ohne eigenen Platz wurden gekürzt oder weggelassen.</translation>
    </message>
    <message>
        <source>Tier %1: %2 overlapping intervals were moved to a tier of their own.</source>
        <translation>Spur %1: %2 überlappende Intervalle wurden in eine eigene Spur verschoben.</translation>
    </message>
    <message>
        <source>Tier %1: %2 intervals without duration were moved to a point tier.</source>
        <translation>Spur %1: %2 Intervalle ohne Dauer wurden in eine Punktspur verschoben.</translation>
    </message>
    <message>
        <source>Tier %1: %2 points at the time of another were moved to a tier of their own.</source>
        <translation>Spur %1: %2 Punkte zur Zeit eines anderen wurden in eine eigene Spur verschoben.</translation>
    </message>
    <message>
        <source>Tier %1 has more than %2 items at one time. Correct the file.</source>
        <translation>Spur %1 hat mehr als %2 Elemente zur selben Zeit. Berichtigen Sie die Datei.</translation>
    </message>
    <message>
        <source>%1 says that it is UTF-8, but it is not. Save it again as UTF-8.</source>
        <translation>%1 gibt sich als UTF-8 aus, ist es aber nicht. Speichern Sie die Datei neu als UTF-8.</translation>
    </message>
    <message>
        <source>%1 is damaged UTF-16 text. Save it again as UTF-8.</source>
        <translation>%1 ist beschädigter UTF-16-Text. Speichern Sie die Datei neu als UTF-8.</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>ein Text in Anführungszeichen</translation>
    </message>
    <message>
        <source>%1, line %2: %3 is no time in seconds. Correct that line.</source>
        <translation>%1, Zeile %2: %3 ist keine Zeit in Sekunden. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: the file is too short for the %3 items announced here. It is damaged or cut off.</source>
        <translation>%1, Zeile %2: Die Datei ist zu kurz für die %3 hier angekündigten Elemente. Sie ist beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>%1 ends too early, at line %2: it is damaged or cut off.</source>
        <translation>%1 endet zu früh, in Zeile %2: Die Datei ist beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 is expected, but %4 was found. Correct that line.</source>
        <translation>%1, Zeile %2: Erwartet wird %3, gefunden wurde %4. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1 is no TextGrid (“%2” was found). Choose a TextGrid saved as text.</source>
        <translation>%1 ist kein TextGrid („%2“ wurde gefunden). Wählen Sie ein als Text gespeichertes TextGrid.</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” is no kind of tier. IntervalTier or TextTier is expected.</source>
        <translation>%1, Zeile %2: „%3“ ist keine Art von Spur. Erwartet wird IntervalTier oder TextTier.</translation>
    </message>
    <message>
        <source>%1 is a binary TextGrid. Open it in Praat and save it as a text file first.</source>
        <translation>%1 ist ein binäres TextGrid. Öffnen Sie es in Praat und speichern Sie es zuerst als Textdatei.</translation>
    </message>
    <message>
        <source>%1, line %2: &lt;exists&gt; is expected. Correct that line.</source>
        <translation>%1, Zeile %2: Erwartet wird &lt;exists&gt;. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1 holds more than %2 tiers, which is more than can be edited.</source>
        <translation>%1 enthält mehr als %2 Spuren, mehr als bearbeitet werden können.</translation>
    </message>
    <message>
        <source>%1: what follows the last tier is not part of a TextGrid and was left out.</source>
        <translation>%1: Was auf die letzte Spur folgt, gehört nicht zu einem TextGrid und wurde weggelassen.</translation>
    </message>
    <message>
        <source>%1 says that it lasts from %2 to %3 s, but its tiers reach from %4 to %5 s.</source>
        <translation>%1 gibt an, von %2 bis %3 s zu dauern, aber die Spuren reichen von %4 bis %5 s.</translation>
    </message>
    <message>
        <source>%1 has no duration: it was given one second.</source>
        <translation>%1 hat keine Dauer: Es bekam eine Sekunde.</translation>
    </message>
    <message>
        <source>%1 lasts %2 s, but the recording %3 s.</source>
        <translation>%1 dauert %2 s, die Aufnahme aber %3 s.</translation>
    </message>
    <message>
        <source>A TextGrid does not hold which tier is the parent of tier %1.</source>
        <translation>Ein TextGrid enthält nicht, welche Spur der Spur %1 übergeordnet ist.</translation>
    </message>
    <message>
        <source>A TextGrid does not hold the vocabulary of tier %1.</source>
        <translation>Ein TextGrid enthält das Vokabular der Spur %1 nicht.</translation>
    </message>
    <message>
        <source>Points cannot be linked like this. Choose interval tiers, or a link by time.</source>
        <translation>Punkte können so nicht verknüpft werden. Wählen Sie Intervallspuren oder eine Verknüpfung über die Zeit.</translation>
    </message>
    <message>
        <source>Tier %1 cannot be its own parent.</source>
        <translation>Spur %1 kann sich nicht selbst übergeordnet sein.</translation>
    </message>
    <message>
        <source>Tier %1 lies below tier %2 and cannot be its parent.</source>
        <translation>Spur %1 ist Spur %2 untergeordnet und kann ihr nicht übergeordnet sein.</translation>
    </message>
    <message>
        <source>Tier %1 does not have the boundaries of tier %2. Link it by time, or copy tier %2 first.</source>
        <translation>Spur %1 hat nicht die Grenzen der Spur %2. Verknüpfen Sie sie über die Zeit oder kopieren Sie zuerst Spur %2.</translation>
    </message>
    <message>
        <source>Rename label</source>
        <translation>Etikett umbenennen</translation>
    </message>
    <message>
        <source>An annotation holds at most %1 tiers.</source>
        <translation>Eine Annotation enthält höchstens %1 Spuren.</translation>
    </message>
    <message>
        <source>The times of tier %1 do not fit the annotation. Nothing was changed.</source>
        <translation>Die Zeiten der Spur %1 passen nicht zur Annotation. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Add tier</source>
        <translation>Spur hinzufügen</translation>
    </message>
    <message>
        <source>Remove tier</source>
        <translation>Spur entfernen</translation>
    </message>
    <message>
        <source>Rename tier</source>
        <translation>Spur umbenennen</translation>
    </message>
    <message>
        <source>Move tier</source>
        <translation>Spur verschieben</translation>
    </message>
    <message>
        <source>Duplicate tier</source>
        <translation>Spur verdoppeln</translation>
    </message>
    <message>
        <source>Change vocabulary</source>
        <translation>Vokabular ändern</translation>
    </message>
    <message>
        <source>Change parent tier</source>
        <translation>Übergeordnete Spur ändern</translation>
    </message>
    <message>
        <source>The stretch of time is empty. Nothing was changed.</source>
        <translation>Der Zeitabschnitt ist leer. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Tier %1 has the boundaries of its parent. Shift the parent tier.</source>
        <translation>Spur %1 hat die Grenzen ihrer übergeordneten Spur. Verschieben Sie die übergeordnete Spur.</translation>
    </message>
    <message>
        <source>Shift times</source>
        <translation>Zeiten verschieben</translation>
    </message>
    <message>
        <source>Scale times</source>
        <translation>Zeiten skalieren</translation>
    </message>
    <message>
        <source>Boundaries of tier %1 would pass their neighbours or leave the annotation. Nothing was changed.</source>
        <translation>Grenzen der Spur %1 würden ihre Nachbarn überschreiten oder die Annotation verlassen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Change duration</source>
        <translation>Dauer ändern</translation>
    </message>
    <message>
        <source>“%1” of tier %2, at %3 s, would lie outside. Move or remove it first.</source>
        <translation>„%1“ der Spur %2, bei %3 s, läge außerhalb. Verschieben oder entfernen Sie es zuerst.</translation>
    </message>
    <message>
        <source>%1 ends before &lt;%2&gt; is closed: it is damaged or cut off.</source>
        <translation>%1 endet, bevor &lt;%2&gt; geschlossen ist: Die Datei ist beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>%1, line %2: no XML element was found.</source>
        <translation>%1, Zeile %2: Kein XML-Element wurde gefunden.</translation>
    </message>
    <message>
        <source>%1, line %2: this is not valid XML. Correct that line.</source>
        <translation>%1, Zeile %2: Das ist kein gültiges XML. Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: document types and entities are not read. Remove them from the file.</source>
        <translation>%1, Zeile %2: Dokumenttypen und Entitäten werden nicht gelesen. Entfernen Sie sie aus der Datei.</translation>
    </message>
    <message>
        <source>%1, line %2: the elements are nested too deeply, or there are too many.</source>
        <translation>%1, Zeile %2: Die Elemente sind zu tief verschachtelt, oder es sind zu viele.</translation>
    </message>
    <message>
        <source>The sample rate must be above 0 Hz.</source>
        <translation>Die Abtastrate muss über 0 Hz liegen.</translation>
    </message>
    <message>
        <source>The formant ceiling (%1 Hz) must lie above 100 Hz and below 400 kHz.</source>
        <translation>Die Formantobergrenze (%1 Hz) muss über 100 Hz und unter 400 kHz liegen.</translation>
    </message>
    <message>
        <source>The number of formants must lie between 1 and 32.</source>
        <translation>Die Zahl der Formanten muss zwischen 1 und 32 liegen.</translation>
    </message>
    <message>
        <source>The window must be longer than 0 s and at most 10 s.</source>
        <translation>Das Fenster muss länger als 0 s und höchstens 10 s lang sein.</translation>
    </message>
    <message>
        <source>The frequency of the pre-emphasis must not be negative.</source>
        <translation>Die Frequenz der Präemphase darf nicht negativ sein.</translation>
    </message>
    <message>
        <source>The recording or the window is too short for %1 formants: at least %2 s are needed.</source>
        <translation>Die Aufnahme oder das Fenster ist für %1 Formanten zu kurz: Mindestens %2 s sind nötig.</translation>
    </message>
    <message>
        <source>The lowest pitch for intensity must be above 0 Hz and below the sample rate.</source>
        <translation>Die tiefste Tonhöhe für die Intensität muss über 0 Hz und unter der Abtastrate liegen.</translation>
    </message>
    <message>
        <source>The recording is too short for intensity with a lowest pitch of %1 Hz: it needs at least %2 s.</source>
        <translation>Die Aufnahme ist für die Intensität mit einer tiefsten Tonhöhe von %1 Hz zu kurz: Nötig sind mindestens %2 s.</translation>
    </message>
    <message>
        <source>The pitch ceiling (%1 Hz) must be above the pitch floor (%2 Hz), and both above 0 Hz.</source>
        <translation>Die Tonhöhenobergrenze (%1 Hz) muss über der Untergrenze (%2 Hz) liegen, und beide über 0 Hz.</translation>
    </message>
    <message>
        <source>The recording is too short for a pitch floor of %1 Hz: it needs at least %2 s. Raise the floor or take a longer recording.</source>
        <translation>Die Aufnahme ist für eine Tonhöhenuntergrenze von %1 Hz zu kurz: Nötig sind mindestens %2 s. Heben Sie die Untergrenze an oder nehmen Sie eine längere Aufnahme.</translation>
    </message>
    <message>
        <source>A pitch floor of %1 Hz is too high for a sample rate of %2 Hz.</source>
        <translation>Eine Tonhöhenuntergrenze von %1 Hz ist für eine Abtastrate von %2 Hz zu hoch.</translation>
    </message>
    <message>
        <source>The time step must be 0 for the standard one, or a sample or longer.</source>
        <translation>Der Zeitschritt muss 0 (Standard) sein oder mindestens eine Abtastung lang.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Inspect</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>See, hear and predict a recording.</source>
        <translation>Eine Aufnahme sehen, hören und schätzen lassen.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Train a model on a corpus and follow it.</source>
        <translation>Ein Modell auf einem Korpus trainieren und dabei zusehen.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Compare runs and look into their confusions.</source>
        <translation>Läufe vergleichen und in ihre Verwechslungen sehen.</translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>Unweighted average recall: the mean of the recalls of the classes, pooled over all held-out predictions.
In brackets the 95 % interval by bootstrap over speakers (2000 draws, percentiles; Davison and Hinkley 1997).</source>
        <translation>Ungewichteter mittlerer Recall: das Mittel der Recalls der Klassen über alle zurückgehaltenen Schätzungen.
In Klammern das 95-%-Intervall durch Bootstrap über Sprecher (2000 Ziehungen, Perzentile; Davison und Hinkley 1997).</translation>
    </message>
    <message>
        <source>speaker-dependent</source>
        <translation>sprecherabhängig</translation>
    </message>
    <message>
        <source>leave one speaker out</source>
        <translation>je ein Sprecher ausgelassen</translation>
    </message>
    <message>
        <source>groups of speakers</source>
        <translation>Sprechergruppen</translation>
    </message>
    <message>
        <source>example run</source>
        <translation>Beispiellauf</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>1 seed</source>
        <translation>1 Startwert</translation>
    </message>
    <message>
        <source>%1 seeds</source>
        <translation>%1 Startwerte</translation>
    </message>
    <message>
        <source>1 speaker</source>
        <translation>1 Sprecher</translation>
    </message>
    <message>
        <source>%1 speakers</source>
        <translation>%1 Sprecher</translation>
    </message>
    <message>
        <source>UAR %1 [%2, %3], %4, %5, %6</source>
        <translation>UAR %1 [%2, %3], %4, %5, %6</translation>
    </message>
    <message>
        <source>UAR %1, %2, %3, %4</source>
        <translation>UAR %1, %2, %3, %4</translation>
    </message>
    <message>
        <source>UAR</source>
        <translation>UAR</translation>
    </message>
    <message>
        <source>WA</source>
        <translation>WA</translation>
    </message>
    <message>
        <source>Weighted accuracy: the share of utterances recognised, large classes count more.</source>
        <translation>Gewichtete Genauigkeit: der Anteil erkannter Äußerungen; große Klassen zählen mehr.</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>Mean over the classes of F1, the harmonic mean of precision and recall; a class never predicted counts 0.</source>
        <translation>Mittel über die Klassen von F1, dem harmonischen Mittel aus Precision und Recall; eine nie geschätzte Klasse zählt 0.</translation>
    </message>
    <message>
        <source>n, speakers</source>
        <translation>n, Sprecher</translation>
    </message>
    <message>
        <source>Held-out utterances with a prediction, and the speakers they come from.</source>
        <translation>Zurückgehaltene Äußerungen mit einer Schätzung und die Sprecher, von denen sie stammen.</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Speakers of the test are in the training too: the figures are too good.</source>
        <translation>Sprecher des Tests sind auch im Training: Die Zahlen sind zu gut.</translation>
    </message>
    <message>
        <source>How training and test are separated: no speaker is in both.</source>
        <translation>Wie Training und Test getrennt sind: Kein Sprecher ist in beiden.</translation>
    </message>
    <message>
        <source>corpus</source>
        <translation>Korpus</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed on the same machine with the same threads gives the same numbers.</source>
        <translation>Derselbe Startwert auf demselben Rechner mit denselben Threads ergibt dieselben Zahlen.</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Compute threads; sums depend on them in the last digits.</source>
        <translation>Rechenthreads; Summen hängen in den letzten Stellen von ihnen ab.</translation>
    </message>
    <message>
        <source>took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>SHA-256 over the ids, labels and audio of all utterances used.</source>
        <translation>SHA-256 über Kennungen, Labels und Audio aller verwendeten Äußerungen.</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>SpeakerBars</name>
    <message>
        <source>f</source>
        <comment>female, one letter</comment>
        <translation>w</translation>
    </message>
    <message>
        <source>m</source>
        <comment>male, one letter</comment>
        <translation>m</translation>
    </message>
</context>
<context>
    <name>StartOptions</name>
    <message>
        <source>Workbench for emotion in speech.</source>
        <translation>Werkbank für Emotion in der Sprache.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Diese Hilfe anzeigen.</translation>
    </message>
    <message>
        <source>Show the versions of the program and its libraries.</source>
        <translation>Versionen des Programms und seiner Bibliotheken anzeigen.</translation>
    </message>
    <message>
        <source>Folder of corpora, runs and models.</source>
        <translation>Ordner der Korpora, Läufe und Modelle.</translation>
    </message>
    <message>
        <source>Workspace to begin with: inspect, train or results.</source>
        <translation>Arbeitsfläche zu Beginn: inspect, train oder results.</translation>
    </message>
    <message>
        <source>Theme of this start: light or dark.</source>
        <translation>Farbschema dieses Starts: light oder dark.</translation>
    </message>
    <message>
        <source>Write a picture of the window and quit.</source>
        <translation>Ein Bild des Fensters schreiben und beenden.</translation>
    </message>
    <message>
        <source>Size of the window, such as 1600x1000.</source>
        <translation>Größe des Fensters, etwa 1600x1000.</translation>
    </message>
    <message>
        <source>Wait this long before the picture.</source>
        <translation>So lange vor dem Bild warten.</translation>
    </message>
    <message>
        <source>Sound files or folders to open.</source>
        <translation>Tondateien oder Ordner zum Öffnen.</translation>
    </message>
    <message>
        <source>--page must be inspect, train or results.</source>
        <translation>--page muss inspect, train oder results sein.</translation>
    </message>
    <message>
        <source>--theme must be light or dark.</source>
        <translation>--theme muss light oder dark sein.</translation>
    </message>
    <message>
        <source>--size must be a width and a height such as 1600x1000.</source>
        <translation>--size muss Breite und Höhe sein, etwa 1600x1000.</translation>
    </message>
    <message>
        <source>--after must be a number of milliseconds.</source>
        <translation>--after muss eine Zahl von Millisekunden sein.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ActionModel</name>
    <message>
        <source>anywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>in a signal pane</source>
        <translation>in einem Signalfeld</translation>
    </message>
    <message>
        <source>in a table</source>
        <translation>in einer Tabelle</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Wirkung</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CommandPalette</name>
    <message>
        <source>Command search</source>
        <translation>Befehlssuche</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::DocumentBar</name>
    <message>
        <source>Open recordings</source>
        <translation>Offene Aufnahmen</translation>
    </message>
    <message>
        <source>Open a recording (Ctrl+O)</source>
        <translation>Aufnahme öffnen (Strg+O)</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Aufnahme öffnen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::DownloadWorker</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>%1 answers with another part of the file than asked for. Try again.</source>
        <translation>%1 antwortet mit einem anderen Teil der Datei als verlangt. Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The file at %1 has another size than expected (%2 instead of %3 bytes).</source>
        <translation>Die Datei bei %1 hat eine andere Größe als erwartet (%2 statt %3 Byte).</translation>
    </message>
    <message>
        <source>The file at %1 is larger than expected and was deleted.</source>
        <translation>Die Datei bei %1 ist größer als erwartet und wurde gelöscht.</translation>
    </message>
    <message>
        <source>%1 answers with error %2 (%3). Try again later, or choose a folder or archive on this computer.</source>
        <translation>%1 antwortet mit Fehler %2 (%3). Versuche es später oder wähle einen Ordner oder ein Archiv auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The connection to %1 broke after %2 of %3. What has arrived is kept: start again to continue.</source>
        <translation>Die Verbindung zu %1 brach nach %2 von %3 ab. Das Angekommene bleibt erhalten: Beginne noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The file from %1 is not the expected one (its checksum differs) and was deleted. Start again, or choose a folder or archive on this computer.</source>
        <translation>Die Datei von %1 ist nicht die erwartete (ihre Prüfsumme weicht ab) und wurde gelöscht. Beginne noch einmal oder wähle einen Ordner oder ein Archiv auf diesem Rechner.</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>No safe connection to %1: %2. Choose a folder or archive on this computer instead.</source>
        <translation>Keine sichere Verbindung zu %1: %2. Wähle stattdessen einen Ordner oder ein Archiv auf diesem Rechner.</translation>
    </message>
    <message>
        <source>No connection to %1. Check the network and start again, or choose a folder or archive on this computer.</source>
        <translation>Keine Verbindung zu %1. Prüfe das Netz und beginne noch einmal, oder wähle einen Ordner oder ein Archiv auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FoldModel</name>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht gewählt</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>Unweighted average recall of the test speakers of this fold: the mean over the classes that occur in it.</source>
        <translation>Ungewichteter mittlerer Recall der Testsprecher dieses Folds: das Mittel über die Klassen, die darin vorkommen.</translation>
    </message>
    <message>
        <source>Training speakers set aside to choose the best epoch; they are neither trained on nor tested.</source>
        <translation>Trainingssprecher, die zur Wahl der besten Epoche zurückgehalten werden; auf ihnen wird weder trainiert noch getestet.</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>Tested speakers</source>
        <translation>Testsprecher</translation>
    </message>
    <message>
        <source>Inner speakers</source>
        <translation>Innere Sprecher</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert auf</translation>
    </message>
    <message>
        <source>Tested on</source>
        <translation>Getestet auf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Test UAR</source>
        <translation>Test-UAR</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FoldTable</name>
    <message>
        <source>Folds</source>
        <translation>Folds</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::InspectPage</name>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Abspielen oder Pause</translation>
    </message>
    <message>
        <source>Play from the cursor, pause, go on.</source>
        <translation>Ab dem Cursor abspielen, anhalten, fortfahren.</translation>
    </message>
    <message>
        <source>Play &amp;selection</source>
        <translation>Aus&amp;wahl abspielen</translation>
    </message>
    <message>
        <source>Play what is selected, or what is visible.</source>
        <translation>Das Ausgewählte oder das Sichtbare abspielen.</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Stop playing; pressed again, clear the selection.</source>
        <translation>Das Abspielen beenden; noch einmal gedrückt, die Auswahl aufheben.</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Play again from the start when the end is reached.</source>
        <translation>Am Ende wieder von vorn abspielen.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Close the shown recording or table.</source>
        <translation>Die gezeigte Aufnahme oder Tabelle schließen.</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Show less time, about the cursor.</source>
        <translation>Weniger Zeit zeigen, um den Cursor.</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show more time, about the cursor.</source>
        <translation>Mehr Zeit zeigen, um den Cursor.</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Show the whole recording.</source>
        <translation>Die ganze Aufnahme zeigen.</translation>
    </message>
    <message>
        <source>Zoom to &amp;selection</source>
        <translation>Auf die &amp;Auswahl zoomen</translation>
    </message>
    <message>
        <source>Let the selection fill the view.</source>
        <translation>Die Auswahl die Ansicht füllen lassen.</translation>
    </message>
    <message>
        <source>Scroll &amp;left</source>
        <translation>Nach &amp;links</translation>
    </message>
    <message>
        <source>Show what is a little earlier.</source>
        <translation>Zeigen, was etwas früher liegt.</translation>
    </message>
    <message>
        <source>Scroll &amp;right</source>
        <translation>Nach &amp;rechts</translation>
    </message>
    <message>
        <source>Show what is a little later.</source>
        <translation>Zeigen, was etwas später liegt.</translation>
    </message>
    <message>
        <source>Go to s&amp;tart</source>
        <translation>Zum A&amp;nfang</translation>
    </message>
    <message>
        <source>Put the cursor at the start and show it.</source>
        <translation>Den Cursor an den Anfang setzen und zeigen.</translation>
    </message>
    <message>
        <source>Go to &amp;end</source>
        <translation>Zum &amp;Ende</translation>
    </message>
    <message>
        <source>Put the cursor at the end and show it.</source>
        <translation>Den Cursor ans Ende setzen und zeigen.</translation>
    </message>
    <message>
        <source>Select a&amp;ll</source>
        <translation>Alles a&amp;uswählen</translation>
    </message>
    <message>
        <source>Select the whole recording.</source>
        <translation>Die ganze Aufnahme auswählen.</translation>
    </message>
    <message>
        <source>Taller &amp;waveform</source>
        <translation>Höhere &amp;Wellenform</translation>
    </message>
    <message>
        <source>Double the height of the waveform.</source>
        <translation>Die Höhe der Wellenform verdoppeln.</translation>
    </message>
    <message>
        <source>Lower wa&amp;veform</source>
        <translation>Niedrigere We&amp;llenform</translation>
    </message>
    <message>
        <source>Halve the height of the waveform.</source>
        <translation>Die Höhe der Wellenform halbieren.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Return to the part and settings shown before.</source>
        <translation>Zurück zu Ausschnitt und Einstellungen von vorher.</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>Go on to what was shown after.</source>
        <translation>Weiter zu dem, was danach gezeigt wurde.</translation>
    </message>
    <message>
        <source>Automatic &amp;height</source>
        <translation>Automatische &amp;Höhe</translation>
    </message>
    <message>
        <source>Magnify the waveform of quiet recordings.</source>
        <translation>Die Wellenform leiser Aufnahmen vergrößern.</translation>
    </message>
    <message>
        <source>&amp;Properties</source>
        <translation>&amp;Eigenschaften</translation>
    </message>
    <message>
        <source>Show or hide the panel at the right.</source>
        <translation>Die Leiste rechts zeigen oder verbergen.</translation>
    </message>
    <message>
        <source>%1   selection %2 s</source>
        <translation>%1   Auswahl %2 s</translation>
    </message>
    <message>
        <source>See, hear and measure emotion in a recording</source>
        <translation>Emotion in einer Aufnahme sehen, hören und messen</translation>
    </message>
    <message>
        <source>Waveform, spectrogram and the emotion that a model hears, on one time axis.
Drop a sound file here, or a folder for a table of predictions.</source>
        <translation>Wellenform, Spektrogramm und die Emotion, die ein Modell hört, auf einer Zeitachse.
Zieh eine Tondatei hierher oder einen Ordner für eine Tabelle von Schätzungen.</translation>
    </message>
    <message>
        <source>Open the example</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Show pit&amp;ch</source>
        <translation>&amp;Tonhöhe zeigen</translation>
    </message>
    <message>
        <source>Draw the pitch as a line over the spectrogram.</source>
        <translation>Zeichnet die Tonhöhe als Linie über das Spektrogramm.</translation>
    </message>
    <message>
        <source>Show for&amp;mants</source>
        <translation>For&amp;manten zeigen</translation>
    </message>
    <message>
        <source>Draw the formants as dots over the spectrogram.</source>
        <translation>Zeichnet die Formanten als Punkte über das Spektrogramm.</translation>
    </message>
    <message>
        <source>Show intensit&amp;y</source>
        <translation>&amp;Intensität zeigen</translation>
    </message>
    <message>
        <source>Draw the intensity as a dashed line over the spectrogram.</source>
        <translation>Zeichnet die Intensität als gestrichelte Linie über das Spektrogramm.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::KeyTable</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>Actions and keys</source>
        <translation>Aktionen und Tasten</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MainWindow</name>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %n Thread</numerusform>
            <numerusform>CPU, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be opened here. Open a sound file or a folder of sound files.</source>
        <translation>%1 lässt sich hier nicht öffnen. Öffne eine Tondatei oder einen Ordner mit Tondateien.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>A&amp;bspielen</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>Ö&amp;ffnen...</translation>
    </message>
    <message>
        <source>Open sound files.</source>
        <translation>Tondateien öffnen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Sound files (*.wav *.flac *.ogg *.oga *.opus *.mp3 *.aif *.aiff *.aifc *.au *.snd *.sph *.w64 *.rf64 *.caf)</source>
        <translation>Tondateien (*.wav *.flac *.ogg *.oga *.opus *.mp3 *.aif *.aiff *.aifc *.au *.snd *.sph *.w64 *.rf64 *.caf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open &amp;folder...</source>
        <translation>&amp;Ordner öffnen...</translation>
    </message>
    <message>
        <source>Open a folder of sound files.</source>
        <translation>Einen Ordner mit Tondateien öffnen.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window; a running job is stopped and can be resumed.</source>
        <translation>Das Fenster schließen; ein laufender Auftrag wird angehalten und lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Fill the screen with the window, or leave that again.</source>
        <translation>Den Bildschirm mit dem Fenster füllen oder das wieder aufheben.</translation>
    </message>
    <message>
        <source>&amp;Next region</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>Move the focus to the next part of the window.</source>
        <translation>Den Fokus in den nächsten Teil des Fensters setzen.</translation>
    </message>
    <message>
        <source>&amp;Previous region</source>
        <translation>&amp;Voriger Bereich</translation>
    </message>
    <message>
        <source>Move the focus to the previous part of the window.</source>
        <translation>Den Fokus in den vorigen Teil des Fensters setzen.</translation>
    </message>
    <message>
        <source>&amp;Search commands</source>
        <translation>&amp;Befehle suchen</translation>
    </message>
    <message>
        <source>Find any action by its name and run it.</source>
        <translation>Jede Aktion beim Namen finden und ausführen.</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>Show all actions with their keys.</source>
        <translation>Alle Aktionen mit ihren Tasten zeigen.</translation>
    </message>
    <message>
        <source>&amp;About Prososcope</source>
        <translation>&amp;Über Prososcope</translation>
    </message>
    <message>
        <source>Versions of the program and its libraries, and its licence.</source>
        <translation>Versionen des Programms und seiner Bibliotheken und seine Lizenz.</translation>
    </message>
    <message>
        <source>%1 search commands</source>
        <translation>%1 Befehle suchen</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>Light or dark as the desktop says.</source>
        <translation>Hell oder dunkel, wie der Desktop es vorgibt.</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Dark text on a light ground.</source>
        <translation>Dunkler Text auf hellem Grund.</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Light text on a dark ground.</source>
        <translation>Heller Text auf dunklem Grund.</translation>
    </message>
    <message>
        <source>About Prososcope</source>
        <translation>Über Prososcope</translation>
    </message>
    <message>
        <source>A workbench for seeing, hearing and measuring emotion in speech.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Eine Werkbank, um Emotion in der Sprache zu sehen, zu hören und zu messen.
Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MessageBar</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::Playback</name>
    <message>
        <source>No audio device was found: the cursor moves without sound.</source>
        <translation>Kein Audiogerät gefunden: Der Cursor läuft ohne Ton.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PredictionModel</name>
    <message>
        <source>Emotion</source>
        <translation>Emotion</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Posterior</source>
        <translation>Posterior</translation>
    </message>
    <message>
        <source>Duration (s)</source>
        <translation>Dauer (s)</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PredictionTable</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Als CSV sichern</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Schätzungen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>No model was found. Train one first.</source>
        <translation>Kein Modell gefunden. Trainiere zuerst eines.</translation>
    </message>
    <message>
        <source>Predict %1</source>
        <translation>%1 schätzen</translation>
    </message>
    <message>
        <source>Waiting for the first prediction</source>
        <translation>Warte auf die erste Schätzung</translation>
    </message>
    <message numerus="yes">
        <source>%n files predicted so far</source>
        <translation>
            <numerusform>%n Datei bisher geschätzt</numerusform>
            <numerusform>%n Dateien bisher geschätzt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 files, %2 could not be predicted</source>
        <translation>%1 Dateien, %2 ließen sich nicht schätzen</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gesichert.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Plays the chosen file, or stops it (Space).</source>
        <translation>Spielt die gewählte Datei ab oder hält sie an (Leertaste).</translation>
    </message>
    <message>
        <source>Opens the chosen file in a tab of its own (Return).</source>
        <translation>Öffnet die gewählte Datei in einem eigenen Reiter (Eingabetaste).</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PropertiesPanel</name>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>No measured accuracy is stored with this model.</source>
        <translation>Zu diesem Modell ist keine gemessene Genauigkeit gespeichert.</translation>
    </message>
    <message>
        <source>%1 %2, 95 % CI %3–%4: %5</source>
        <translation>%1 %2, 95-%-KI %3–%4: %5</translation>
    </message>
    <message>
        <source>SELECTION</source>
        <translation>AUSWAHL</translation>
    </message>
    <message>
        <source>from – to</source>
        <translation>von – bis</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>EMOTION HERE</source>
        <translation>EMOTION HIER</translation>
    </message>
    <message>
        <source>MODEL</source>
        <translation>MODELL</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Predict the whole recording</source>
        <translation>Ganze Aufnahme schätzen</translation>
    </message>
    <message>
        <source>SPECTROGRAM</source>
        <translation>SPEKTROGRAMM</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source> Hz</source>
        <translation> Hz</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>range</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Standard settings</source>
        <translation>Standardeinstellungen</translation>
    </message>
    <message>
        <source>no model found</source>
        <translation>kein Modell gefunden</translation>
    </message>
    <message>
        <source>visible</source>
        <translation>sichtbar</translation>
    </message>
    <message>
        <source>%1 – %2 s</source>
        <translation>%1 – %2 s</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Mean power of the span in dB re full scale.</source>
        <translation>Mittlere Leistung des Abschnitts in dB bezogen auf Vollaussteuerung.</translation>
    </message>
    <message>
        <source>mean over the selection</source>
        <translation>Mittel über die Auswahl</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>Train a model, or put one into the workspace, to see emotion here.</source>
        <translation>Trainiere ein Modell oder lege eines in den Arbeitsbereich, um hier Emotion zu sehen.</translation>
    </message>
    <message>
        <source>%1.
It describes how a voice sounds, not what a person feels.</source>
        <translation>%1.
Es beschreibt, wie eine Stimme klingt, nicht was ein Mensch fühlt.</translation>
    </message>
    <message>
        <source>5 ms, 50 dB, up to 5000 Hz, grey; pitch 75 to 600 Hz; 5 formants up to 5500 Hz</source>
        <translation>5 ms, 50 dB, bis 5000 Hz, grau; Tonhöhe 75 bis 600 Hz; 5 Formanten bis 5500 Hz</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::Rail</name>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsflächen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RecordingPanes</name>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 kHz</source>
        <translation>%1 kHz</translation>
    </message>
    <message>
        <source>Spectrogram, %1 ms Gaussian, %2 dB</source>
        <translation>Spektrogramm, %1 ms Gauß, %2 dB</translation>
    </message>
    <message>
        <source>Waveform ×%1</source>
        <comment>vertical magnification</comment>
        <translation>Wellenform ×%1</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Wellenform</translation>
    </message>
    <message>
        <source>Emotion, %1, in progress</source>
        <translation>Emotion, %1, in Arbeit</translation>
    </message>
    <message>
        <source>Emotion, %1</source>
        <translation>Emotion, %1</translation>
    </message>
    <message>
        <source>%1   %2 Hz  %3 dB</source>
        <translation>%1   %2 Hz  %3 dB</translation>
    </message>
    <message>
        <source>pitch %1–%2 Hz</source>
        <translation>Tonhöhe %1–%2 Hz</translation>
    </message>
    <message>
        <source>pitch below %1 s in view</source>
        <translation>Tonhöhe unter %1 s im Bild</translation>
    </message>
    <message>
        <source>formants up to %1 Hz</source>
        <translation>Formanten bis %1 Hz</translation>
    </message>
    <message>
        <source>formants below %1 s in view</source>
        <translation>Formanten unter %1 s im Bild</translation>
    </message>
    <message>
        <source>intensity below %1 s in view</source>
        <translation>Intensität unter %1 s im Bild</translation>
    </message>
    <message>
        <source>intensity %1–%2 dB</source>
        <translation>Intensität %1–%2 dB</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ResultsPage</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>Noch keine Ergebnisse</translation>
    </message>
    <message>
        <source>Here are the runs of your experiments: the confusion matrix, recall by speaker, learning curves, and every utterance behind a number.</source>
        <translation>Hier stehen die Läufe deiner Experimente: Verwechslungsmatrix, Recall je Sprecher, Lernkurven und jede Äußerung hinter einer Zahl.</translation>
    </message>
    <message>
        <source>Runs come from Train, or from prososcope-cli run with the same workspace.</source>
        <translation>Läufe kommen aus dem Training oder von prososcope-cli run mit demselben Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Train a network</source>
        <translation>Netz trainieren</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Confusion, truth by row</source>
        <translation>Verwechslungen, Wahrheit je Zeile</translation>
    </message>
    <message>
        <source>Recall by speaker (UAR)</source>
        <translation>Recall je Sprecher (UAR)</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>Lernkurven</translation>
    </message>
    <message>
        <source>Copy result as sentence</source>
        <translation>Ergebnis als Satz kopieren</translation>
    </message>
    <message>
        <source>Copies UAR, interval, speakers, protocol and seeds of the chosen run.</source>
        <translation>Kopiert UAR, Intervall, Sprecher, Protokoll und Startwerte des gewählten Laufs.</translation>
    </message>
    <message>
        <source>Save predictions as CSV</source>
        <translation>Schätzungen als CSV sichern</translation>
    </message>
    <message>
        <source>Saves every utterance of the chosen run with its posteriors.</source>
        <translation>Sichert jede Äußerung des gewählten Laufs mit ihren Posteriors.</translation>
    </message>
    <message>
        <source>The first fold of this run is still being trained.</source>
        <translation>Der erste Fold dieses Laufs wird noch trainiert.</translation>
    </message>
    <message>
        <source>This run has no predictions.</source>
        <translation>Dieser Lauf hat keine Schätzungen.</translation>
    </message>
    <message>
        <source>This run has no learning curves.</source>
        <translation>Dieser Lauf hat keine Lernkurven.</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>run %1: %2</source>
        <translation>Lauf %1: %2</translation>
    </message>
    <message>
        <source>%1: audio not on this machine.</source>
        <translation>%1: Audio nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Save predictions</source>
        <translation>Schätzungen sichern</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>%1 predictions saved to %2.</source>
        <translation>%1 Schätzungen in %2 gesichert.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RunPanel</name>
    <message>
        <source>Run and utterances</source>
        <translation>Lauf und Äußerungen</translation>
    </message>
    <message>
        <source>Open in Inspect</source>
        <translation>In Ansehen öffnen</translation>
    </message>
    <message>
        <source>Shows the utterance at its place in its recording (Return)</source>
        <translation>Zeigt die Äußerung an ihrer Stelle in der Aufnahme (Eingabe)</translation>
    </message>
    <message>
        <source>Copy as sentence</source>
        <translation>Als Satz kopieren</translation>
    </message>
    <message>
        <source>Save predictions as CSV</source>
        <translation>Schätzungen als CSV sichern</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>%1 recognised: %2</source>
        <translation>%1 erkannt: %2</translation>
    </message>
    <message>
        <source>%1 heard as %2: %3</source>
        <translation>%1 als %2 gehört: %3</translation>
    </message>
    <message>
        <source>No run chosen</source>
        <translation>Kein Lauf gewählt</translation>
    </message>
    <message>
        <source>Choose a cell to list its utterances</source>
        <translation>Wähle eine Zelle, um ihre Äußerungen zu sehen</translation>
    </message>
    <message>
        <source>Audio not on this machine.</source>
        <translation>Audio nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Audio of %1 of them not on this machine.</source>
        <translation>Audio von %1 davon nicht auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RunTableModel</name>
    <message>
        <source>%1 utterances, %2 speakers.
%3</source>
        <translation>%1 Äußerungen, %2 Sprecher.
%3</translation>
    </message>
    <message>
        <source>Speakers of the test are in the training too: the figures are too good.</source>
        <translation>Sprecher des Tests sind auch im Training: Die Zahlen sind zu gut.</translation>
    </message>
    <message>
        <source>How training and test are separated: no speaker is in both.</source>
        <translation>Wie Training und Test getrennt sind: Kein Sprecher ist in beiden.</translation>
    </message>
    <message>
        <source>Number of random seeds that the figures are averaged over. Seed of this run: %1.</source>
        <translation>Zahl der Startwerte, über die gemittelt wurde. Startwert dieses Laufs: %1.</translation>
    </message>
    <message>
        <source>This run came with the program. Its audio need not be on this machine.</source>
        <translation>Dieser Lauf kam mit dem Programm. Sein Audio muss nicht auf diesem Rechner sein.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>UAR (95 % CI)</source>
        <translation>UAR (95-%-KI)</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RunTableView</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::StatusLine</name>
    <message>
        <source>Status line</source>
        <translation>Statuszeile</translation>
    </message>
    <message>
        <source>Under the cursor</source>
        <translation>Unter dem Cursor</translation>
    </message>
    <message>
        <source>Running job</source>
        <translation>Laufender Auftrag</translation>
    </message>
    <message>
        <source>Remaining time</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop the running job</source>
        <translation>Den laufenden Auftrag anhalten</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>wird abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n weiterer wartet</numerusform>
            <numerusform>%n weitere warten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min left</source>
        <translation>noch %1 h %2 min</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>job title: what is being done now</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>model %1</source>
        <translation>Modell %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::TrainPage</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Getting EmoDB: %1 of %2 MB</source>
        <translation>EmoDB wird geholt: %1 von %2 MB</translation>
    </message>
    <message>
        <source>Checking the archive of EmoDB</source>
        <translation>Prüfe das Archiv von EmoDB</translation>
    </message>
    <message>
        <source>The download was stopped. What has arrived is kept: start again to continue.</source>
        <translation>Das Herunterladen wurde angehalten. Das Angekommene bleibt erhalten: Beginne noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>Loss and inner UAR of each fold appear here while it is trained.</source>
        <translation>Loss und innerer UAR jedes Folds erscheinen hier, während er trainiert wird.</translation>
    </message>
    <message>
        <source>Utterances by class</source>
        <translation>Äußerungen je Klasse</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>Lernkurven</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Folds</translation>
    </message>
    <message>
        <source>Train a recogniser on speech of your own choice</source>
        <translation>Einen Erkenner auf selbst gewählter Sprache trainieren</translation>
    </message>
    <message>
        <source>A corpus of labelled speech comes first. EmoDB is small, German and acted: one fold trains in about two minutes on a laptop.</source>
        <translation>Zuerst braucht es ein Korpus gelabelter Sprache. EmoDB ist klein, deutsch und gespielt: Ein Fold trainiert auf einem Laptop in etwa zwei Minuten.</translation>
    </message>
    <message>
        <source>EmoDB comes from its public archive at Zenodo (doi 10.5281/zenodo.7447302). A folder needs a manifest.csv or EmoDB&apos;s file names; it may also be dropped here.</source>
        <translation>EmoDB kommt aus seinem öffentlichen Archiv bei Zenodo (doi 10.5281/zenodo.7447302). Ein Ordner braucht eine manifest.csv oder die Dateinamen von EmoDB; er lässt sich auch hierher ziehen.</translation>
    </message>
    <message>
        <source>Get EmoDB (%1 MB, CC0)</source>
        <translation>EmoDB holen (%1 MB, CC0)</translation>
    </message>
    <message>
        <source>Use a copy of EmoDB</source>
        <translation>Kopie von EmoDB verwenden</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>Ordner importieren</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training beginnen</translation>
    </message>
    <message>
        <source>Starts the experiment chosen in Train.</source>
        <translation>Beginnt das in Training gewählte Experiment.</translation>
    </message>
    <message>
        <source>Cancel training</source>
        <translation>Training abbrechen</translation>
    </message>
    <message>
        <source>Stops the running training; it can be resumed.</source>
        <translation>Hält das laufende Training an; es lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>Import corpus folder</source>
        <translation>Korpusordner importieren</translation>
    </message>
    <message>
        <source>Adds a folder of labelled speech to the workspace.</source>
        <translation>Nimmt einen Ordner gelabelter Sprache in den Arbeitsbereich auf.</translation>
    </message>
    <message>
        <source>Get EmoDB</source>
        <translation>EmoDB holen</translation>
    </message>
    <message>
        <source>Fetches the public archive of EmoDB and imports it.</source>
        <translation>Holt das öffentliche Archiv von EmoDB und importiert es.</translation>
    </message>
    <message>
        <source>%1 utterances of %2 speakers, %3 folds: no speaker is in training and test.</source>
        <translation>%1 Äußerungen von %2 Sprechern, %3 Folds: Kein Sprecher ist in Training und Test.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>without a label</source>
        <translation>ohne Label</translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Ausgelassen: %1.</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Features are computed first, then the first epoch is trained.</source>
        <translation>Zuerst werden die Merkmale berechnet, dann wird die erste Epoche trainiert.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Fold %1, %2 of %3 done</source>
        <translation>Fold %1, %2 von %3 fertig</translation>
    </message>
    <message>
        <source>%1 elapsed, about %2 left</source>
        <translation>%1 vergangen, noch etwa %2</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 vergangen</translation>
    </message>
    <message>
        <source>Cancelled. Resume continues from the last checkpoint.</source>
        <translation>Abgebrochen. Fortsetzen beginnt beim letzten Zwischenstand.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The corpus %1 is ready.</source>
        <translation>Das Korpus %1 ist bereit.</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Import EmoDB</source>
        <translation>EmoDB importieren</translation>
    </message>
    <message>
        <source>Getting EmoDB</source>
        <translation>EmoDB wird geholt</translation>
    </message>
    <message>
        <source>Import a folder of labelled speech</source>
        <translation>Ordner gelabelter Sprache importieren</translation>
    </message>
    <message>
        <source>Fetch from its public archive (%1 MB, CC0)</source>
        <translation>Aus dem öffentlichen Archiv holen (%1 MB, CC0)</translation>
    </message>
    <message>
        <source>Use a copy on this computer</source>
        <translation>Kopie auf diesem Rechner verwenden</translation>
    </message>
    <message>
        <source>Choose a copy of EmoDB</source>
        <translation>Kopie von EmoDB wählen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::TrainSetup</name>
    <message>
        <source>Corpus</source>
        <translation>Korpus</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Folds</translation>
    </message>
    <message>
        <source>All folds</source>
        <translation>Alle Folds</translation>
    </message>
    <message>
        <source>First fold only, a quick try</source>
        <translation>Nur der erste Fold, ein schneller Versuch</translation>
    </message>
    <message>
        <source>Import folder</source>
        <translation>Ordner importieren</translation>
    </message>
    <message>
        <source>Get EmoDB</source>
        <translation>EmoDB holen</translation>
    </message>
    <message>
        <source>Fetches the public archive of EmoDB, or takes a copy on this computer.</source>
        <translation>Holt das öffentliche Archiv von EmoDB oder nimmt eine Kopie auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Shows the experiment as text (TOML); changes hold for the next run.</source>
        <translation>Zeigt das Experiment als Text (TOML); Änderungen gelten für den nächsten Lauf.</translation>
    </message>
    <message>
        <source>Experiment as text</source>
        <translation>Experiment als Text</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>Show in Results</source>
        <translation>In Ergebnissen zeigen</translation>
    </message>
    <message>
        <source>Unfinished runs</source>
        <translation>Unvollendete Läufe</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Continues the run from its last checkpoint.</source>
        <translation>Setzt den Lauf beim letzten Zwischenstand fort.</translation>
    </message>
    <message>
        <source>Show command</source>
        <translation>Befehl zeigen</translation>
    </message>
    <message>
        <source>Command that does the same without the window</source>
        <translation>Befehl, der dasselbe ohne Fenster tut</translation>
    </message>
    <message>
        <source>%1 (%2 utterances)</source>
        <translation>%1 (%2 Äußerungen)</translation>
    </message>
    <message>
        <source>Run %1, %2, %3</source>
        <translation>Lauf %1, %2, %3</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::TransportBar</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UtteranceList</name>
    <message>
        <source>Utterances of the chosen cell</source>
        <translation>Äußerungen der gewählten Zelle</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UtteranceModel</name>
    <message>
        <source>%1, posterior %2</source>
        <translation>%1, Posterior %2</translation>
    </message>
    <message>
        <source>%1, posterior %2, audio not on this machine</source>
        <translation>%1, Posterior %2, Audio nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>Audio not on this machine.</source>
        <translation>Audio nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>%1: the number is the posterior of the recognised class, mean over the windows of the utterance.</source>
        <translation>%1: Die Zahl ist der Posterior der erkannten Klasse, gemittelt über die Fenster der Äußerung.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::VoiceFields</name>
    <message>
        <source>OVER THE SPECTROGRAM</source>
        <translation>ÜBER DEM SPEKTROGRAMM</translation>
    </message>
    <message>
        <source> Hz</source>
        <translation> Hz</translation>
    </message>
    <message>
        <source>pitch, a line</source>
        <translation>Tonhöhe, Linie</translation>
    </message>
    <message>
        <source>floor</source>
        <translation>Untergrenze</translation>
    </message>
    <message>
        <source>ceiling</source>
        <translation>Obergrenze</translation>
    </message>
    <message>
        <source>formants, dots</source>
        <translation>Formanten, Punkte</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>intensity, dashed</source>
        <translation>Intensität, gestrichelt</translation>
    </message>
    <message>
        <source>Pitch floor</source>
        <translation>Untergrenze der Tonhöhe</translation>
    </message>
    <message>
        <source>Pitch ceiling</source>
        <translation>Obergrenze der Tonhöhe</translation>
    </message>
    <message>
        <source>Number of formants</source>
        <translation>Anzahl der Formanten</translation>
    </message>
    <message>
        <source>Formant ceiling</source>
        <translation>Obergrenze der Formanten</translation>
    </message>
    <message>
        <source>5500 Hz suits women, 5000 Hz men, up to 8000 Hz children.</source>
        <translation>5500 Hz passen für Frauen, 5000 Hz für Männer, bis 8000 Hz für Kinder.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::VoiceReadings</name>
    <message>
        <source>VOICE HERE</source>
        <translation>STIMME HIER</translation>
    </message>
    <message>
        <source>pitch</source>
        <translation>Tonhöhe</translation>
    </message>
    <message>
        <source>intensity</source>
        <translation>Intensität</translation>
    </message>
    <message>
        <source>F1, F2, F3</source>
        <translation>F1, F2, F3</translation>
    </message>
    <message>
        <source>By autocorrelation (Boersma 1993); over a selection the mean of the voiced frames.</source>
        <translation>Durch Autokorrelation (Boersma 1993); über eine Auswahl das Mittel der stimmhaften Frames.</translation>
    </message>
    <message>
        <source>In dB re 2e-5, full scale counted as 1 Pa; over a selection the mean of the powers.</source>
        <translation>In dB re 2e-5, Vollaussteuerung als 1 Pa gezählt; über eine Auswahl das Mittel der Leistungen.</translation>
    </message>
    <message>
        <source>By linear prediction (Burg); over a selection the means of the frames that have the formant.</source>
        <translation>Durch lineare Vorhersage (Burg); über eine Auswahl die Mittel der Frames, die den Formanten haben.</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>%1  %2  %3 Hz</source>
        <translation>%1  %2  %3 Hz</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::ClassCounts</name>
    <message>
        <source>Utterances by class</source>
        <translation>Äußerungen je Klasse</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Verwechslungsmatrix</translation>
    </message>
    <message>
        <source>Choose a run to see its confusion matrix.</source>
        <translation>Wähle einen Lauf, um seine Verwechslungsmatrix zu sehen.</translation>
    </message>
    <message>
        <source>This run has no predictions yet.</source>
        <translation>Dieser Lauf hat noch keine Schätzungen.</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>n %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 recognised as %1: %2 of %3 (%4).</source>
        <translation>%1 als %1 erkannt: %2 von %3 (%4).</translation>
    </message>
    <message>
        <source>%1 heard as %2: %3 of %4 (%5).</source>
        <translation>%1 als %2 gehört: %3 von %4 (%5).</translation>
    </message>
    <message>
        <source>%1 classes, %2 utterances, truth by row.</source>
        <translation>%1 Klassen, %2 Äußerungen, Wahrheit je Zeile.</translation>
    </message>
    <message>
        <source>Count of utterances, and their share of the row (recall on the diagonal).</source>
        <translation>Zahl der Äußerungen und ihr Anteil an der Zeile (auf der Diagonale der Recall).</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::CurveView</name>
    <message>
        <source>Learning curves</source>
        <translation>Lernkurven</translation>
    </message>
    <message>
        <source>No learning curves yet.</source>
        <translation>Noch keine Lernkurven.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>inner UAR</source>
        <translation>innerer UAR</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Learning curves of %1 folds.</source>
        <translation>Lernkurven von %1 Folds.</translation>
    </message>
    <message>
        <source>Fold %1: %2 epochs, loss %3 at the end.</source>
        <translation>Fold %1: %2 Epochen, Loss am Ende %3.</translation>
    </message>
    <message>
        <source>Inner UAR %1 at the end.</source>
        <translation>Innerer UAR am Ende %1.</translation>
    </message>
    <message>
        <source>Fold %1, epoch %2: loss %3</source>
        <translation>Fold %1, Epoche %2: Loss %3</translation>
    </message>
    <message>
        <source>UAR of the inner speakers: %1</source>
        <translation>UAR der inneren Sprecher: %1</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::OverviewStrip</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>No recording</source>
        <translation>Keine Aufnahme</translation>
    </message>
    <message>
        <source>Whole recording of %1, visible from %2 to %3</source>
        <translation>Ganze Aufnahme von %1, sichtbar von %2 bis %3</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::SignalPane</name>
    <message>
        <source>%1, empty</source>
        <translation>%1, leer</translation>
    </message>
    <message>
        <source>%1 from %2 to %3, cursor at %4</source>
        <translation>%1 von %2 bis %3, Cursor bei %4</translation>
    </message>
    <message>
        <source>%1; selected %2 to %3</source>
        <translation>%1; ausgewählt %2 bis %3</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::SpeakerBars</name>
    <message>
        <source>Recall by speaker</source>
        <translation>Recall je Sprecher</translation>
    </message>
    <message>
        <source>lowest: speaker %1 (%2)</source>
        <translation>niedrigster: Sprecher %1 (%2)</translation>
    </message>
    <message>
        <source>No speakers.</source>
        <translation>Keine Sprecher.</translation>
    </message>
    <message>
        <source>%1 speakers, %2.</source>
        <translation>%1 Sprecher, %2.</translation>
    </message>
    <message>
        <source>Speaker %1: %2.</source>
        <translation>Sprecher %1: %2.</translation>
    </message>
    <message>
        <source>No speakers to compare.</source>
        <translation>Keine Sprecher zum Vergleichen.</translation>
    </message>
    <message>
        <source>Speaker %1: UAR %2 over %3 utterances.
Mean recall over the classes that this speaker has.</source>
        <translation>Sprecher %1: UAR %2 über %3 Äußerungen.
Mittlerer Recall über die Klassen, die dieser Sprecher hat.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::Theme</name>
    <message>
        <source>angry</source>
        <translation>wütend</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>froh</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>traurig</translation>
    </message>
    <message>
        <source>fearful</source>
        <translation>ängstlich</translation>
    </message>
    <message>
        <source>disgusted</source>
        <translation>angeekelt</translation>
    </message>
    <message>
        <source>surprised</source>
        <translation>überrascht</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>bored</source>
        <translation>gelangweilt</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::TimeRuler</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds on the time axis</comment>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::VoicePlottable</name>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
</context>
</TS>
