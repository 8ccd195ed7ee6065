<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AttentionLook</name>
    <message>
        <source>Layer %1, head %2: looks %3 s away on average; entropy %4 of %5 bits; %6 % of the weight stays on the frame itself.</source>
        <translation>Schicht %1, Kopf %2: blickt im Mittel %3 s weit; Entropie %4 von %5 Bit; %6 % des Gewichts bleiben auf dem Frame selbst.</translation>
    </message>
    <message>
        <source>%1 % goes to what follows.</source>
        <translation>%1 % gehen an das, was folgt.</translation>
    </message>
</context>
<context>
    <name>ChannelSettings</name>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>Kanal %1</translation>
    </message>
</context>
<context>
    <name>DimensionText</name>
    <message>
        <source>± %1: root mean squared error on the utterances of left-out speakers, n = %2.</source>
        <translation>± %1: Wurzel der mittleren quadratischen Abweichung auf den Äußerungen weggelassener Sprecher, n = %2.</translation>
    </message>
    <message>
        <source>The network has heard these speakers: on new ones it is farther off.</source>
        <translation>Das Netz hat diese Sprecher gehört: Bei neuen liegt es weiter daneben.</translation>
    </message>
    <message>
        <source>Derived from the names of emotions, not rated.</source>
        <translation>Aus den Namen der Emotionen abgeleitet, nicht bewertet.</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <comment>value and its error</comment>
        <translation>%1 ± %2</translation>
    </message>
</context>
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
        <source>The window must last 0.1 to 60 seconds and the hop 0.01 to 60 seconds.</source>
        <translation>Das Fenster muss 0,1 bis 60 Sekunden dauern, die Schrittweite 0,01 bis 60 Sekunden.</translation>
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
        <translation>%1 hat keine Spalten namens start und label. Nenne die Spalten tier, start, end und label.</translation>
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
        <translation>%1, Zeile %2: „%3“ ist keine Zeit in Sekunden. Berichtige diese Zeile.</translation>
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
        <translation>%1 wurde von einem anderen Programm geändert. Speichere unter einem anderen Namen oder überschreibe die Datei.</translation>
    </message>
    <message>
        <source>%1 has none of the endings .TextGrid, .eaf, .txt, .csv, .tsv and .json. Rename it.</source>
        <translation>%1 hat keine der Endungen .TextGrid, .eaf, .txt, .csv, .tsv und .json. Benenne die Datei um.</translation>
    </message>
    <message>
        <source>The annotation is too large for one file (%1 bytes). Save a part of it.</source>
        <translation>Die Annotation ist zu groß für eine Datei (%1 Bytes). Speichere einen Teil davon.</translation>
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
        <translation>%1, Zeile %2: Das ist kein gültiges JSON. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1 is JSON, but no annotation of this program.</source>
        <translation>%1 ist JSON, aber keine Annotation dieses Programms.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of this program. Update it to read the file.</source>
        <translation>%1 wurde von einer neueren Version dieses Programms geschrieben. Aktualisiere es, um die Datei zu lesen.</translation>
    </message>
    <message>
        <source>%1 holds more tiers or labels than can be edited.</source>
        <translation>%1 enthält mehr Spuren oder Etiketten, als bearbeitet werden können.</translation>
    </message>
    <message>
        <source>%1: %2 is no time in seconds. Correct it.</source>
        <translation>%1: %2 ist keine Zeit in Sekunden. Berichtige sie.</translation>
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
        <translation>%1, Zeile %2: Ein Frequenzbereich steht vor dem ersten Etikett. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2 does not begin with a time in seconds and a tab. Correct that line.</source>
        <translation>%1: Zeile %2 beginnt nicht mit einer Zeit in Sekunden und einem Tabulator. Berichtige diese Zeile.</translation>
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
        <translation>Spur %1 enthält Intervalle, keine Punkte. Wähle eine Punktspur.</translation>
    </message>
    <message>
        <source>Insert point</source>
        <translation>Punkt einfügen</translation>
    </message>
    <message>
        <source>Tier %1 holds points, not intervals. Choose an interval tier.</source>
        <translation>Spur %1 enthält Punkte, keine Intervalle. Wähle eine Intervallspur.</translation>
    </message>
    <message>
        <source>Split interval</source>
        <translation>Intervall teilen</translation>
    </message>
    <message>
        <source>Tier %1 has the intervals of its parent. Insert the interval there.</source>
        <translation>Spur %1 hat die Intervalle ihrer übergeordneten Spur. Füge das Intervall dort ein.</translation>
    </message>
    <message>
        <source>The interval is empty. Select a stretch of time first.</source>
        <translation>Das Intervall ist leer. Wähle zuerst einen Zeitabschnitt aus.</translation>
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
        <translation>Diese Grenze gehört zu Spur %1, die %2 übergeordnet ist. Entferne sie dort.</translation>
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
        <translation>%1 ist keine ELAN-Datei: Sie beginnt mit &lt;%2&gt;. Wähle eine .eaf-Datei.</translation>
    </message>
    <message>
        <source>%1, line %2: the times are in %3. Save the file with milliseconds in ELAN.</source>
        <translation>%1, Zeile %2: Die Zeiten sind in %3. Speichere die Datei in ELAN mit Millisekunden.</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” is no time in milliseconds. Correct that line.</source>
        <translation>%1, Zeile %2: „%3“ ist keine Zeit in Millisekunden. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: the time slot “%3” has no name of its own. Correct that line.</source>
        <translation>%1, Zeile %2: Der Zeitpunkt „%3“ hat keinen eigenen Namen. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: the annotation “%3” has no name of its own. Correct that line.</source>
        <translation>%1, Zeile %2: Die Annotation „%3“ hat keinen eigenen Namen. Berichtige diese Zeile.</translation>
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
        <translation>%1, Zeile %2: Es gibt zwei Spuren namens „%3“. Benenne eine um.</translation>
    </message>
    <message>
        <source>%1, line %2: the parent tier “%3” is not in the file. Correct that line.</source>
        <translation>%1, Zeile %2: Die übergeordnete Spur „%3“ ist nicht in der Datei. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: tier “%3” is above itself. Correct its PARENT_REF.</source>
        <translation>%1, Zeile %2: Spur „%3“ ist sich selbst übergeordnet. Berichtige ihr PARENT_REF.</translation>
    </message>
    <message>
        <source>%1, line %2: the time slot “%3” is not in the file. Correct that line.</source>
        <translation>%1, Zeile %2: Der Zeitpunkt „%3“ ist nicht in der Datei. Berichtige diese Zeile.</translation>
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
        <translation>%1, Zeile %2: Die Annotation „%3“ ist nicht in der übergeordneten Spur. Berichtige diese Zeile.</translation>
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
        <translation>Gib einen Text zum Suchen ein.</translation>
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
        <source>Tier %1: intervals whose begin and end were swapped: %2.</source>
        <translation>Spur %1: Intervalle, deren Anfang und Ende vertauscht waren: %2.</translation>
    </message>
    <message>
        <source>Tier %1: the times were sorted (%2 stood too late).</source>
        <translation>Spur %1: Die Zeiten wurden sortiert (%2 standen zu spät).</translation>
    </message>
    <message>
        <source>Tier %1: boundaries joined that differed by less than 0.01 ms: %2.</source>
        <translation>Spur %1: vereinte Grenzen, die sich um weniger als 0,01 ms unterschieden: %2.</translation>
    </message>
    <message>
        <source>Tier %1: gaps filled with empty intervals: %2.</source>
        <translation>Spur %1: mit leeren Intervallen gefüllte Lücken: %2.</translation>
    </message>
    <message>
        <source>Tier %1: empty intervals without a place of their own, shortened or left out: %2.</source>
        <translation>Spur %1: leere Intervalle ohne eigenen Platz, gekürzt oder weggelassen: %2.</translation>
    </message>
    <message>
        <source>Tier %1: overlapping intervals moved to a tier of their own: %2.</source>
        <translation>Spur %1: überlappende Intervalle, in eine eigene Spur verschoben: %2.</translation>
    </message>
    <message>
        <source>Tier %1: intervals without duration moved to a point tier: %2.</source>
        <translation>Spur %1: Intervalle ohne Dauer, in eine Punktspur verschoben: %2.</translation>
    </message>
    <message>
        <source>Tier %1: points at the time of another moved to a tier of their own: %2.</source>
        <translation>Spur %1: Punkte zur Zeit eines anderen, in eine eigene Spur verschoben: %2.</translation>
    </message>
    <message>
        <source>Tier %1 has more than %2 items at one time. Correct the file.</source>
        <translation>Spur %1 hat mehr als %2 Elemente zur selben Zeit. Berichtige die Datei.</translation>
    </message>
    <message>
        <source>%1 says that it is UTF-8, but it is not. Save it again as UTF-8.</source>
        <translation>%1 gibt sich als UTF-8 aus, ist es aber nicht. Speichere die Datei neu als UTF-8.</translation>
    </message>
    <message>
        <source>%1 is damaged UTF-16 text. Save it again as UTF-8.</source>
        <translation>%1 ist beschädigter UTF-16-Text. Speichere die Datei neu als UTF-8.</translation>
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
        <translation>%1, Zeile %2: %3 ist keine Zeit in Sekunden. Berichtige diese Zeile.</translation>
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
        <translation>%1, Zeile %2: Erwartet wird %3, gefunden wurde %4. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1 is no TextGrid (“%2” was found). Choose a TextGrid saved as text.</source>
        <translation>%1 ist kein TextGrid („%2“ wurde gefunden). Wähle ein als Text gespeichertes TextGrid.</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” is no kind of tier. IntervalTier or TextTier is expected.</source>
        <translation>%1, Zeile %2: „%3“ ist keine Art von Spur. Erwartet wird IntervalTier oder TextTier.</translation>
    </message>
    <message>
        <source>%1 is a binary TextGrid. Open it in Praat and save it as a text file first.</source>
        <translation>%1 ist ein binäres TextGrid. Öffne es in Praat und speichere es zuerst als Textdatei.</translation>
    </message>
    <message>
        <source>%1, line %2: &lt;exists&gt; is expected. Correct that line.</source>
        <translation>%1, Zeile %2: Erwartet wird &lt;exists&gt;. Berichtige diese Zeile.</translation>
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
        <translation>Punkte können so nicht verknüpft werden. Wähle Intervallspuren oder eine Verknüpfung über die Zeit.</translation>
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
        <translation>Spur %1 hat nicht die Grenzen der Spur %2. Verknüpfe sie über die Zeit oder kopiere zuerst Spur %2.</translation>
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
        <translation>Spur %1 hat die Grenzen ihrer übergeordneten Spur. Verschiebe die übergeordnete Spur.</translation>
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
        <translation>„%1“ der Spur %2, bei %3 s, läge außerhalb. Verschiebe oder entferne es zuerst.</translation>
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
        <translation>%1, Zeile %2: Das ist kein gültiges XML. Berichtige diese Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: document types and entities are not read. Remove them from the file.</source>
        <translation>%1, Zeile %2: Dokumenttypen und Entitäten werden nicht gelesen. Entferne sie aus der Datei.</translation>
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
        <translation>Die Aufnahme ist für eine Tonhöhenuntergrenze von %1 Hz zu kurz: Nötig sind mindestens %2 s. Hebe die Untergrenze an oder nimm eine längere Aufnahme.</translation>
    </message>
    <message>
        <source>A pitch floor of %1 Hz is too high for a sample rate of %2 Hz.</source>
        <translation>Eine Tonhöhenuntergrenze von %1 Hz ist für eine Abtastrate von %2 Hz zu hoch.</translation>
    </message>
    <message>
        <source>The time step must be 0 for the standard one, or a sample or longer.</source>
        <translation>Der Zeitschritt muss 0 (Standard) sein oder mindestens eine Abtastung lang.</translation>
    </message>
    <message>
        <source>%1 holds no sound.</source>
        <translation>%1 enthält keinen Ton.</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another place, or give --overwrite.</source>
        <translation>%1 gibt es schon. Wähle eine andere Stelle oder gib --overwrite an.</translation>
    </message>
    <message>
        <source>That folder holds no recording with an annotation beside it.</source>
        <translation>Dieser Ordner enthält keine Aufnahme, neben der eine Annotation liegt.</translation>
    </message>
    <message>
        <source>%1 has no tier &quot;%2&quot;; it has none at all.</source>
        <translation>%1 hat keine Spur „%2“; es gibt dort gar keine.</translation>
    </message>
    <message>
        <source>%1 has no tier &quot;%2&quot;. It has %3.</source>
        <translation>%1 hat keine Spur „%2“. Vorhanden: %3.</translation>
    </message>
    <message>
        <source>Emotion is measured with a model: choose one.</source>
        <translation>Emotion wird mit einem Modell gemessen: Wähle eines.</translation>
    </message>
    <message>
        <source>The model knows no emotion &quot;%1&quot;. It knows %2.</source>
        <translation>Das Modell kennt keine Emotion „%1“. Es kennt %2.</translation>
    </message>
    <message>
        <source>The pitch floor must be 1 Hz or higher.</source>
        <translation>Die Tonhöhenuntergrenze muss 1 Hz oder höher sein.</translation>
    </message>
    <message>
        <source>%1 has become shorter since it was opened. Open it again.</source>
        <translation>%1 ist seit dem Öffnen kürzer geworden. Öffne die Datei noch einmal.</translation>
    </message>
    <message>
        <source>%1 has no annotation beside it (.TextGrid or .eaf).</source>
        <translation>Neben %1 liegt keine Annotation (.TextGrid oder .eaf).</translation>
    </message>
    <message>
        <source>%1 holds no corrections of a pitch track. Delete it to begin anew.</source>
        <translation>%1 enthält keine Korrekturen eines Tonhöhenverlaufs. Lösche die Datei, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>%1 cannot be removed.</source>
        <translation>%1 lässt sich nicht entfernen.</translation>
    </message>
    <message>
        <source>The label of the interval or point.</source>
        <translation>Das Etikett des Intervalls oder Punktes.</translation>
    </message>
    <message>
        <source>The label of the parent tier&apos;s interval there.</source>
        <translation>Das Etikett des Intervalls der übergeordneten Spur an dieser Stelle.</translation>
    </message>
    <message>
        <source>Where the interval begins.</source>
        <translation>Wo das Intervall beginnt.</translation>
    </message>
    <message>
        <source>Where the interval ends.</source>
        <translation>Wo das Intervall endet.</translation>
    </message>
    <message>
        <source>How long the interval lasts.</source>
        <translation>Wie lange das Intervall dauert.</translation>
    </message>
    <message>
        <source>Share of the frames that are voiced, 0 to 1.</source>
        <translation>Anteil der stimmhaften Frames, 0 bis 1.</translation>
    </message>
    <message>
        <source>Number of glottal pulses.</source>
        <translation>Anzahl der Glottispulse.</translation>
    </message>
    <message>
        <source>Mean period between glottal pulses.</source>
        <translation>Mittlere Periode zwischen Glottispulsen.</translation>
    </message>
    <message>
        <source>Standard deviation of the periods between glottal pulses.</source>
        <translation>Standardabweichung der Perioden zwischen Glottispulsen.</translation>
    </message>
    <message>
        <source>Number of voice breaks: distances of pulses beyond 1.25 periods of the pitch floor.</source>
        <translation>Anzahl der Stimmabbrüche: Pulsabstände über 1,25 Perioden der Tonhöhenuntergrenze.</translation>
    </message>
    <message>
        <source>Share of the interval&apos;s duration that voice breaks take.</source>
        <translation>Anteil der Stimmabbrüche an der Dauer des Intervalls.</translation>
    </message>
    <message>
        <source>Mean difference of neighbouring periods, as a share of the mean period (Praat&apos;s jitter, local).</source>
        <translation>Mittlerer Unterschied benachbarter Perioden, als Anteil an der mittleren Periode (Jitter (local) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of neighbouring periods (Praat&apos;s jitter, local, absolute).</source>
        <translation>Mittlerer Unterschied benachbarter Perioden (Jitter (local, absolute) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of a period from the mean of three, as a share of the mean period (Praat&apos;s jitter, rap).</source>
        <translation>Mittlere Abweichung einer Periode vom Mittel aus drei, als Anteil an der mittleren Periode (Jitter (rap) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of a period from the mean of five, as a share of the mean period (Praat&apos;s jitter, ppq5).</source>
        <translation>Mittlere Abweichung einer Periode vom Mittel aus fünf, als Anteil an der mittleren Periode (Jitter (ppq5) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of neighbouring differences of periods, as a share of the mean period (Praat&apos;s jitter, ddp).</source>
        <translation>Mittlerer Unterschied benachbarter Periodenunterschiede, als Anteil an der mittleren Periode (Jitter (ddp) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of neighbouring amplitudes, as a share of the mean amplitude (Praat&apos;s shimmer, local).</source>
        <translation>Mittlerer Unterschied benachbarter Amplituden, als Anteil an der mittleren Amplitude (Shimmer (local) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of neighbouring amplitudes in decibels (Praat&apos;s shimmer, local, dB).</source>
        <translation>Mittlerer Unterschied benachbarter Amplituden in Dezibel (Shimmer (local, dB) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of an amplitude from the mean of three, as a share of the mean amplitude (Praat&apos;s shimmer, apq3).</source>
        <translation>Mittlere Abweichung einer Amplitude vom Mittel aus drei, als Anteil an der mittleren Amplitude (Shimmer (apq3) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of an amplitude from the mean of five, as a share of the mean amplitude (Praat&apos;s shimmer, apq5).</source>
        <translation>Mittlere Abweichung einer Amplitude vom Mittel aus fünf, als Anteil an der mittleren Amplitude (Shimmer (apq5) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of an amplitude from the mean of eleven, as a share of the mean amplitude (Praat&apos;s shimmer, apq11).</source>
        <translation>Mittlere Abweichung einer Amplitude vom Mittel aus elf, als Anteil an der mittleren Amplitude (Shimmer (apq11) in Praat).</translation>
    </message>
    <message>
        <source>Mean difference of neighbouring differences of amplitudes, as a share of the mean amplitude (Praat&apos;s shimmer, dda).</source>
        <translation>Mittlerer Unterschied benachbarter Amplitudenunterschiede, als Anteil an der mittleren Amplitude (Shimmer (dda) in Praat).</translation>
    </message>
    <message>
        <source>Mean autocorrelation of the voiced frames.</source>
        <translation>Mittlere Autokorrelation der stimmhaften Frames.</translation>
    </message>
    <message>
        <source>Mean noise-to-harmonics ratio of the voiced frames.</source>
        <translation>Mittleres Verhältnis von Rauschen zu Harmonischen (NHR) der stimmhaften Frames.</translation>
    </message>
    <message>
        <source>Mean harmonics-to-noise ratio of the voiced frames.</source>
        <translation>Mittleres Verhältnis von Harmonischen zu Rauschen (HNR) der stimmhaften Frames.</translation>
    </message>
    <message>
        <source>Mean pitch of the voiced frames, by autocorrelation (Boersma 1993).</source>
        <translation>Mittlere Tonhöhe der stimmhaften Frames, durch Autokorrelation (Boersma 1993).</translation>
    </message>
    <message>
        <source>Lowest pitch of the voiced frames, by autocorrelation (Boersma 1993).</source>
        <translation>Tiefste Tonhöhe der stimmhaften Frames, durch Autokorrelation (Boersma 1993).</translation>
    </message>
    <message>
        <source>Highest pitch of the voiced frames, by autocorrelation (Boersma 1993).</source>
        <translation>Höchste Tonhöhe der stimmhaften Frames, durch Autokorrelation (Boersma 1993).</translation>
    </message>
    <message>
        <source>Standard deviation of the pitch of the voiced frames, by autocorrelation (Boersma 1993).</source>
        <translation>Standardabweichung der Tonhöhe der stimmhaften Frames, durch Autokorrelation (Boersma 1993).</translation>
    </message>
    <message>
        <source>Median pitch of the voiced frames, by autocorrelation (Boersma 1993).</source>
        <translation>Median der Tonhöhe der stimmhaften Frames, durch Autokorrelation (Boersma 1993).</translation>
    </message>
    <message>
        <source>Pitch at %2 % of the interval, linear between voiced frames; empty where unvoiced.</source>
        <translation>Tonhöhe bei %2 % des Intervalls, linear zwischen stimmhaften Frames; leer, wo stimmlos.</translation>
    </message>
    <message>
        <source>Mean of formant %1 over the frames that have it, by linear prediction (Burg).</source>
        <translation>Mittel von Formant %1 über die Frames, die ihn haben, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Lowest value of formant %1, by linear prediction (Burg).</source>
        <translation>Tiefster Wert von Formant %1, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Highest value of formant %1, by linear prediction (Burg).</source>
        <translation>Höchster Wert von Formant %1, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Standard deviation of formant %1, by linear prediction (Burg).</source>
        <translation>Standardabweichung von Formant %1, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Median of formant %1, by linear prediction (Burg).</source>
        <translation>Median von Formant %1, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Formant %1 at %2 % of the interval, linear between frames (Burg).</source>
        <translation>Formant %1 bei %2 % des Intervalls, linear zwischen Frames (Burg).</translation>
    </message>
    <message>
        <source>Mean bandwidth of formant %1 over the frames that have it, by linear prediction (Burg).</source>
        <translation>Mittlere Bandbreite von Formant %1 über die Frames, die ihn haben, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Lowest bandwidth of formant %1, by linear prediction (Burg).</source>
        <translation>Kleinste Bandbreite von Formant %1, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Highest bandwidth of formant %1, by linear prediction (Burg).</source>
        <translation>Größte Bandbreite von Formant %1, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Standard deviation of the bandwidth of formant %1, by linear prediction (Burg).</source>
        <translation>Standardabweichung der Bandbreite von Formant %1, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Median bandwidth of formant %1, by linear prediction (Burg).</source>
        <translation>Median der Bandbreite von Formant %1, durch lineare Vorhersage (Burg).</translation>
    </message>
    <message>
        <source>Bandwidth of formant %1 at %2 % of the interval, linear between frames (Burg).</source>
        <translation>Bandbreite von Formant %1 bei %2 % des Intervalls, linear zwischen Frames (Burg).</translation>
    </message>
    <message>
        <source>Mean intensity, averaged as powers, in dB re 2e-5 (full scale counted as 1 Pa).</source>
        <translation>Mittlere Intensität, über die Leistungen gemittelt, in dB re 2e-5 (Vollaussteuerung als 1 Pa gezählt).</translation>
    </message>
    <message>
        <source>Lowest intensity in dB re 2e-5 (full scale counted as 1 Pa).</source>
        <translation>Tiefste Intensität in dB re 2e-5 (Vollaussteuerung als 1 Pa gezählt).</translation>
    </message>
    <message>
        <source>Highest intensity in dB re 2e-5 (full scale counted as 1 Pa).</source>
        <translation>Höchste Intensität in dB re 2e-5 (Vollaussteuerung als 1 Pa gezählt).</translation>
    </message>
    <message>
        <source>Standard deviation of the intensity in dB.</source>
        <translation>Standardabweichung der Intensität in dB.</translation>
    </message>
    <message>
        <source>Median intensity in dB re 2e-5 (full scale counted as 1 Pa).</source>
        <translation>Median der Intensität in dB re 2e-5 (Vollaussteuerung als 1 Pa gezählt).</translation>
    </message>
    <message>
        <source>Intensity at %2 % of the interval, linear between frames, in dB re 2e-5.</source>
        <translation>Intensität bei %2 % des Intervalls, linear zwischen Frames, in dB re 2e-5.</translation>
    </message>
    <message>
        <source>Mean harmonics-to-noise ratio of the frames that have one, by cross-correlation.</source>
        <translation>Mittleres Verhältnis von Harmonischen zu Rauschen (HNR) über die Frames, die eines haben, durch Kreuzkorrelation.</translation>
    </message>
    <message>
        <source>Lowest harmonics-to-noise ratio, by cross-correlation.</source>
        <translation>Kleinstes Verhältnis von Harmonischen zu Rauschen (HNR), durch Kreuzkorrelation.</translation>
    </message>
    <message>
        <source>Highest harmonics-to-noise ratio, by cross-correlation.</source>
        <translation>Größtes Verhältnis von Harmonischen zu Rauschen (HNR), durch Kreuzkorrelation.</translation>
    </message>
    <message>
        <source>Standard deviation of the harmonics-to-noise ratio, by cross-correlation.</source>
        <translation>Standardabweichung des Verhältnisses von Harmonischen zu Rauschen (HNR), durch Kreuzkorrelation.</translation>
    </message>
    <message>
        <source>Median harmonics-to-noise ratio, by cross-correlation.</source>
        <translation>Median des Verhältnisses von Harmonischen zu Rauschen (HNR), durch Kreuzkorrelation.</translation>
    </message>
    <message>
        <source>Harmonics-to-noise ratio of the frame nearest to %2 % of the interval, by cross-correlation.</source>
        <translation>Verhältnis von Harmonischen zu Rauschen (HNR) des Frames, der %2 % des Intervalls am nächsten liegt, durch Kreuzkorrelation.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is nothing that can be measured. There are label, parent, start, end, duration; f0, f1 to f5, b1 to b5, intensity and hnr with .mean, .min, .max, .sd, .median or @50%; voiced, jitter.local, shimmer.local and the rest of the voice report; emotion.</source>
        <translation>„%1“ lässt sich nicht messen. Es gibt label, parent, start, end, duration; f0, f1 bis f5, b1 bis b5, intensity und hnr mit .mean, .min, .max, .sd, .median oder @50%; voiced, jitter.local, shimmer.local und den Rest des Stimmberichts; emotion.</translation>
    </message>
    <message>
        <source>Name what to measure, such as duration,f0.mean,f1@50%.</source>
        <translation>Nenne, was zu messen ist, etwa duration,f0.mean,f1@50%.</translation>
    </message>
    <message>
        <source>The emotion that the model finds most likely.</source>
        <translation>Die Emotion, die das Modell für die wahrscheinlichste hält.</translation>
    </message>
    <message>
        <source>The model&apos;s posterior of &quot;%1&quot;, 0 to 1.</source>
        <translation>Der Posterior des Modells für „%1“, 0 bis 1.</translation>
    </message>
    <message>
        <source>%1 was not written: that part of %2 holds no sound.</source>
        <translation>%1 wurde nicht geschrieben: Dieser Teil von %2 enthält keinen Ton.</translation>
    </message>
    <message>
        <source>There is no room to keep %1 decoded.</source>
        <translation>Es ist kein Platz, um %1 dekodiert aufzuheben.</translation>
    </message>
    <message>
        <source>%1 was not written completely.</source>
        <translation>%1 wurde nicht vollständig geschrieben.</translation>
    </message>
    <message>
        <source>%1 is damaged and is not used any more.</source>
        <translation>%1 ist beschädigt und wird nicht mehr benutzt.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>%1 holds no sound that can be read here. Convert it to WAV or FLAC.</source>
        <translation>%1 enthält keinen Ton, der hier gelesen wird. Wandle die Datei in WAV oder FLAC um.</translation>
    </message>
    <message>
        <source>%1 needs FFmpeg&apos;s libraries. Install the packages libavformat59 and libavcodec59 and open it again, or convert it to WAV or FLAC.</source>
        <translation>%1 braucht die Bibliotheken von FFmpeg. Installiere die Pakete libavformat59 und libavcodec59 und öffne die Datei noch einmal, oder wandle sie in WAV oder FLAC um.</translation>
    </message>
    <message>
        <source>%1 was lost: sound goes on through the system&apos;s default device.</source>
        <translation>%1 ist verschwunden: Der Ton läuft über das Standardgerät des Systems weiter.</translation>
    </message>
    <message>
        <source>%1 is not connected: sound is played on the system&apos;s default device.</source>
        <translation>%1 ist nicht angeschlossen: Der Ton läuft über das Standardgerät des Systems.</translation>
    </message>
    <message>
        <source>The sound device was lost: the cursor moves on without sound. Connect one and play again.</source>
        <translation>Das Audiogerät ist verschwunden: Der Cursor läuft ohne Ton weiter. Schließe eines an und spiele noch einmal ab.</translation>
    </message>
    <message>
        <source>%1 was changed on disk since it was opened. Close it and open it again to see what it holds now.</source>
        <translation>%1 wurde seit dem Öffnen auf dem Datenträger geändert. Schließe und öffne die Datei, um zu sehen, was sie jetzt enthält.</translation>
    </message>
    <message>
        <source>%1 was cut short on disk since it was opened: what is missing shows as silence.</source>
        <translation>%1 wurde seit dem Öffnen auf dem Datenträger gekürzt: Was fehlt, erscheint als Stille.</translation>
    </message>
    <message>
        <source>%1 was moved or removed since it was opened. It can be looked at until it is closed.</source>
        <translation>%1 wurde seit dem Öffnen verschoben oder entfernt. Bis zum Schließen lässt sich die Aufnahme noch ansehen.</translation>
    </message>
    <message>
        <source>The sound was not written: it ended before it should.</source>
        <translation>Der Ton wurde nicht geschrieben: Er endete zu früh.</translation>
    </message>
    <message>
        <source>%1 is no session of Prososcope, or it is damaged.</source>
        <translation>%1 ist keine Sitzung von Prososcope oder beschädigt.</translation>
    </message>
    <message>
        <source>%1 was written by a later version of Prososcope. Open it there.</source>
        <translation>%1 wurde von einer neueren Version von Prososcope geschrieben. Öffne die Datei dort.</translation>
    </message>
    <message>
        <source>Rename labels</source>
        <translation>Etiketten umbenennen</translation>
    </message>
    <message>
        <source>It was taken; %1 lies beside the recording too.</source>
        <translation>Sie wurde genommen; %1 liegt auch neben der Aufnahme.</translation>
    </message>
    <message>
        <source>%1 is too short for a single frame.</source>
        <translation>%1 ist zu kurz für ein einziges Fenster.</translation>
    </message>
    <message>
        <source>The same as mfcc20-librosa, but limited to 80 dB below the loudest value so far: for live sound.</source>
        <translation>Wie mfcc20-librosa, aber begrenzt auf 80 dB unter dem bisher lautesten Wert: für laufenden Ton.</translation>
    </message>
    <message>
        <source>13 cepstral coefficients as librosa computes them, with their first and second derivatives over 9 frames (Savitzky and Golay 1964); these need at least 9 frames.</source>
        <translation>13 Cepstralkoeffizienten, wie librosa sie berechnet, mit erster und zweiter Ableitung über 9 Fenster (Savitzky und Golay 1964); dafür braucht es mindestens 9 Fenster.</translation>
    </message>
    <message>
        <source>20 cepstral coefficients at 22.05 kHz, every 23 ms, by librosa&apos;s defaults with mirrored ends: the input of the gated-convolution recogniser.</source>
        <translation>20 Cepstralkoeffizienten bei 22,05 kHz, alle 23 ms, mit den Vorgaben von librosa und gespiegelten Enden: die Eingabe des Erkenners mit gegatterten Faltungen.</translation>
    </message>
    <message>
        <source>mfcc20-librosa with 2048 points every 512 samples at 16 kHz.</source>
        <translation>mfcc20-librosa mit 2048 Punkten alle 512 Abtastwerte bei 16 kHz.</translation>
    </message>
    <message>
        <source>mfcc20-librosa with a transform of 400 points.</source>
        <translation>mfcc20-librosa mit einer Transformation von 400 Punkten.</translation>
    </message>
    <message>
        <source>Zero crossings, level, and the spectrum&apos;s centroid, bandwidth, 85 % roll-off and flatness (Peeters 2004), every 10 ms, as librosa computes them.</source>
        <translation>Nulldurchgänge, Pegel und vom Spektrum Schwerpunkt, Bandbreite, 85-%-Grenze und Flachheit (Peeters 2004), alle 10 ms, wie librosa sie berechnet.</translation>
    </message>
    <message>
        <source>Energy of the 12 pitch classes from C, the largest 1 (Ellis 2007), every 10 ms, as librosa computes it with A4 = 440 Hz.</source>
        <translation>Energie der 12 Tonklassen ab C, die größte 1 (Ellis 2007), alle 10 ms, wie librosa sie mit A4 = 440 Hz berechnet.</translation>
    </message>
    <message>
        <source>257 magnitudes of librosa&apos;s transform at 16 kHz, every 10 ms.</source>
        <translation>257 Beträge der Transformation von librosa bei 16 kHz, alle 10 ms.</translation>
    </message>
    <message>
        <source>Power density of 160 frequencies to 5000 Hz with a Gaussian window of 5 ms, every 2 ms, as Praat&apos;s spectrogram gives it (Boersma and Weenink).</source>
        <translation>Leistungsdichte bei 160 Frequenzen bis 5000 Hz mit einem Gauß-Fenster von 5 ms, alle 2 ms, wie im Spektrogramm von Praat (Boersma und Weenink).</translation>
    </message>
    <message>
        <source>13 cepstral coefficients of 23 mel bands with first and second derivatives, every 10 ms, as Kaldi computes them without dither (Povey et al. 2011).</source>
        <translation>13 Cepstralkoeffizienten aus 23 Mel-Bändern mit erster und zweiter Ableitung, alle 10 ms, wie Kaldi sie ohne Dither berechnet (Povey et al. 2011).</translation>
    </message>
    <message>
        <source>12 cepstral coefficients and the zeroth of 26 mel bands with first and second derivatives, every 10 ms, by the HTK Book (Young et al. 2006).</source>
        <translation>12 Cepstralkoeffizienten und der nullte aus 26 Mel-Bändern mit erster und zweiter Ableitung, alle 10 ms, nach dem HTK Book (Young et al. 2006).</translation>
    </message>
    <message>
        <source>13 cepstral coefficients of 26 mel bands, the zeroth replaced by the frame&apos;s energy, with first and second derivatives, every 10 ms, as python_speech_features computes them.</source>
        <translation>13 Cepstralkoeffizienten aus 26 Mel-Bändern, der nullte durch die Energie des Fensters ersetzt, mit erster und zweiter Ableitung, alle 10 ms, wie python_speech_features sie berechnet.</translation>
    </message>
    <message>
        <source>Natural logarithms of 80 mel bands from 20 Hz, every 10 ms, as Kaldi computes them without dither (Povey et al. 2011).</source>
        <translation>Natürliche Logarithmen von 80 Mel-Bändern ab 20 Hz, alle 10 ms, wie Kaldi sie ohne Dither berechnet (Povey et al. 2011).</translation>
    </message>
    <message>
        <source>13 cepstral coefficients of 40 mel bands, normalised over the recording, with first and second derivatives over time, every 10 ms; spectrum and bands as speechpy computes them (Torfi 2018).</source>
        <translation>13 Cepstralkoeffizienten aus 40 Mel-Bändern, über die Aufnahme normalisiert, mit erster und zweiter Ableitung nach der Zeit, alle 10 ms; Spektrum und Bänder, wie speechpy sie berechnet (Torfi 2018).</translation>
    </message>
    <message>
        <source>The same as mfcc39-speechpy with the derivatives of speechpy itself, which run along the coefficients.</source>
        <translation>Wie mfcc39-speechpy mit den Ableitungen von speechpy selbst, die entlang der Koeffizienten laufen.</translation>
    </message>
    <message>
        <source>The same as mfcc39-speechpy, but normalised over the last 3 s: for live sound, 40 ms late.</source>
        <translation>Wie mfcc39-speechpy, aber über die letzten 3 s normalisiert: für laufenden Ton, 40 ms später.</translation>
    </message>
    <message>
        <source>65 descriptors of the ComParE set with their derivatives (Schuller et al. 2013, Weninger et al. 2013), every 10 ms.</source>
        <translation>65 Deskriptoren des ComParE-Satzes mit ihren Ableitungen (Schuller et al. 2013, Weninger et al. 2013), alle 10 ms.</translation>
    </message>
    <message>
        <source>6373 functionals of the ComParE set (Schuller et al. 2013, Weninger et al. 2013) with the settings of 2016, one row for a recording.</source>
        <translation>6373 Funktionale des ComParE-Satzes (Schuller et al. 2013, Weninger et al. 2013) mit den Einstellungen von 2016, eine Zeile je Aufnahme.</translation>
    </message>
    <message>
        <source>The same 6373 functionals with the settings of 2013: regression and ratios without limits.</source>
        <translation>Dieselben 6373 Funktionale mit den Einstellungen von 2013: Regression und Verhältnisse ohne Grenzen.</translation>
    </message>
    <message>
        <source>25 descriptors of the extended Geneva minimalistic acoustic parameter set (Eyben et al. 2016), every 10 ms.</source>
        <translation>25 Deskriptoren des erweiterten Genfer Minimalsatzes akustischer Parameter (Eyben et al. 2016), alle 10 ms.</translation>
    </message>
    <message>
        <source>88 functionals of the extended Geneva minimalistic acoustic parameter set (Eyben et al. 2016), one row for a recording.</source>
        <translation>88 Funktionale des erweiterten Genfer Minimalsatzes akustischer Parameter (Eyben et al. 2016), eine Zeile je Aufnahme.</translation>
    </message>
    <message>
        <source>The same 88 functionals in their first edition, whose formants differ (eGeMAPS v01a).</source>
        <translation>Dieselben 88 Funktionale in ihrer ersten Fassung, deren Formanten anders sind (eGeMAPS v01a).</translation>
    </message>
    <message>
        <source>%1 holds samples that are not finite numbers once resampled.</source>
        <translation>%1 enthält nach dem Umrechnen der Abtastrate Werte, die keine endlichen Zahlen sind.</translation>
    </message>
    <message>
        <source>%1 holds features of another set, with other settings or in another format. Choose another folder, or remove it first.</source>
        <translation>%1 enthält Merkmale eines anderen Satzes, mit anderen Einstellungen oder in einem anderen Format. Wähle einen anderen Ordner oder entferne ihn zuerst.</translation>
    </message>
    <message>
        <source>A .%1 file holds one recording; write several into a folder.</source>
        <translation>Eine .%1-Datei fasst eine Aufnahme; schreibe mehrere in einen Ordner.</translation>
    </message>
    <message>
        <source>Another process is computing features into %1. Wait until it has ended.</source>
        <translation>Ein anderer Prozess berechnet gerade Merkmale nach %1. Warte, bis er fertig ist.</translation>
    </message>
    <message>
        <source>%1 is damaged. Run the same command again: it is computed anew.</source>
        <translation>%1 ist beschädigt. Führe denselben Befehl noch einmal aus: es wird neu berechnet.</translation>
    </message>
    <message>
        <source>%1 cannot be an HTK file: those hold at most 8191 columns and 2147483647 rows.</source>
        <translation>%1 kann keine HTK-Datei sein: die fasst höchstens 8191 Spalten und 2147483647 Zeilen.</translation>
    </message>
    <message>
        <source>%1, line %2, is no row of an alignment. Get the file again or correct that line.</source>
        <translation>%1, Zeile %2, ist keine Zeile eines Alignments. Hol die Datei neu oder berichtige die Zeile.</translation>
    </message>
    <message>
        <source>%1 is no alignment in a format that is read: .wdseg, .phseg, .syseg, .lablaut, .labsilb, .silb or .TextGrid.</source>
        <translation>%1 ist kein Alignment in einem lesbaren Format: .wdseg, .phseg, .syseg, .lablaut, .labsilb, .silb oder .TextGrid.</translation>
    </message>
    <message>
        <source>Left out, no annotation beside the recording: %1 (%2).</source>
        <translation>Ausgelassen, keine Annotation neben der Aufnahme: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, the annotation cannot be read: %1 (%2).</source>
        <translation>Ausgelassen, die Annotation ist nicht lesbar: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 holds no annotation with intervals beside its recordings (NAME.TextGrid or NAME.eaf for NAME.wav). Annotate them first.</source>
        <translation>%1 enthält keine Annotation mit Intervallen neben den Aufnahmen (NAME.TextGrid oder NAME.eaf zu NAME.wav). Annotiere sie zuerst.</translation>
    </message>
    <message>
        <source>Name the tier whose labels are the classes (setting tier); there are %1.</source>
        <translation>Nenne die Spur, deren Labels die Klassen sind (Einstellung tier); es gibt %1.</translation>
    </message>
    <message>
        <source>No annotation has an interval tier named &quot;%1&quot;; there are %2.</source>
        <translation>Keine Annotation hat eine Intervallspur namens „%1“; es gibt %2.</translation>
    </message>
    <message>
        <source>Left out, the annotation lacks the tier: %1 (%2).</source>
        <translation>Ausgelassen, der Annotation fehlt die Spur: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, folders that cannot be opened: %1 (%2).</source>
        <translation>Ausgelassen, Ordner, die sich nicht öffnen lassen: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, files whose names are not UTF-8: %1 (in %2).</source>
        <translation>Ausgelassen, Dateien, deren Namen nicht UTF-8 sind: %1 (in %2).</translation>
    </message>
    <message>
        <source>Left out, files that are no readable text: %1 (%2).</source>
        <translation>Ausgelassen, Dateien, die kein lesbarer Text sind: %1 (%2).</translation>
    </message>
    <message>
        <source>Read as Windows-1252, as they are not UTF-8: %1 (%2).</source>
        <translation>Als Windows-1252 gelesen, da nicht UTF-8: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, files that are no readable table: %1 (%2).</source>
        <translation>Ausgelassen, Dateien, die keine lesbare Tabelle sind: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, damaged lines of tables: %1 (%2).</source>
        <translation>Ausgelassen, beschädigte Zeilen von Tabellen: %1 (%2).</translation>
    </message>
    <message>
        <source>Utterances here: %1; the whole corpus has %2. Published figures need all of it.</source>
        <translation>Äußerungen hier: %1; das ganze Korpus hat %2. Veröffentlichte Werte brauchen alle.</translation>
    </message>
    <message>
        <source>Labels whose number differs from the published one (here/published): %1.</source>
        <translation>Labels, deren Anzahl von der veröffentlichten abweicht (hier/veröffentlicht): %1.</translation>
    </message>
    <message>
        <source>Speakers here: %1; the whole corpus has %2.</source>
        <translation>Sprecher hier: %1; das ganze Korpus hat %2.</translation>
    </message>
    <message>
        <source>Tables of the corpus that are not here: %1 (%2).</source>
        <translation>Tabellen des Korpus, die hier fehlen: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 does not look like CREMA-D: neither its folder AudioWAV nor it holds clips named like 1001_IEO_ANG_HI.wav. Choose the folder that holds AudioWAV.</source>
        <translation>%1 sieht nicht nach CREMA-D aus: Weder sein Ordner AudioWAV noch es selbst enthält Aufnahmen mit Namen wie 1001_IEO_ANG_HI.wav. Wähle den Ordner, der AudioWAV enthält.</translation>
    </message>
    <message>
        <source>CREMA-D has no labels &quot;%1&quot;. Choose intended or voice-vote.</source>
        <translation>CREMA-D hat keine Labels „%1“. Wähle intended oder voice-vote.</translation>
    </message>
    <message>
        <source>The listeners&apos; votes need %1, which cannot be read. Get it from the corpus, or choose the labels intended.</source>
        <translation>Die Stimmen der Hörer brauchen %1, das nicht lesbar ist. Hol es aus dem Korpus oder wähle die Labels intended.</translation>
    </message>
    <message>
        <source>Left out, not named like clips of CREMA-D: %1 (%2).</source>
        <translation>Ausgelassen, nicht wie Aufnahmen von CREMA-D benannt: %1 (%2).</translation>
    </message>
    <message>
        <source>Clips for which the table of votes has no row: %1 (%2).</source>
        <translation>Aufnahmen, für die die Tabelle der Stimmen keine Zeile hat: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 holds labels of phones and syllables. Unpack it where it is and import again to use them.</source>
        <translation>%1 enthält Labels von Lauten und Silben. Entpacke es an seinem Ort und importiere neu, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>%1 does not look like the Free Spoken Digit Dataset: its folder recordings holds no files named like 7_jackson_32.wav.</source>
        <translation>%1 sieht nicht nach dem Free Spoken Digit Dataset aus: Sein Ordner recordings enthält keine Dateien mit Namen wie 7_jackson_32.wav.</translation>
    </message>
    <message>
        <source>Left out, not named like recordings of FSDD: %1 (%2).</source>
        <translation>Ausgelassen, nicht wie Aufnahmen von FSDD benannt: %1 (%2).</translation>
    </message>
    <message>
        <source>Dialogues without a transcript: %1 (%2).</source>
        <translation>Dialoge ohne Transkript: %1 (%2).</translation>
    </message>
    <message>
        <source>Recordings without a label: %1 (%2).</source>
        <translation>Aufnahmen ohne Label: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 does not look like IEMOCAP: it holds no folder like Session1/dialog/EmoEvaluation. Choose the folder that holds Session1 to Session5.</source>
        <translation>%1 sieht nicht nach IEMOCAP aus: Es enthält keinen Ordner wie Session1/dialog/EmoEvaluation. Wähle den Ordner, der Session1 bis Session5 enthält.</translation>
    </message>
    <message>
        <source>Left out, lines of evaluations that were not understood: %1 (%2).</source>
        <translation>Ausgelassen, Zeilen von Bewertungen, die nicht verstanden wurden: %1 (%2).</translation>
    </message>
    <message>
        <source>The corpus layout &quot;%1&quot; has no setting &quot;%2&quot;.</source>
        <translation>Das Korpuslayout „%1“ hat keine Einstellung „%2“.</translation>
    </message>
    <message>
        <source>Left out, Git LFS pointers in place of audio: %1 (%2). &quot;git lfs pull&quot; in that folder fetches it.</source>
        <translation>Ausgelassen, Git-LFS-Zeiger statt Ton: %1 (%2). „git lfs pull“ in dem Ordner holt ihn.</translation>
    </message>
    <message>
        <source>%1 holds Git LFS pointers in place of the audio. Run &quot;git lfs pull&quot; in it, then import again.</source>
        <translation>%1 enthält Git-LFS-Zeiger statt des Tons. Ruf darin „git lfs pull“ auf und importiere erneut.</translation>
    </message>
    <message>
        <source>Recordings without a transcript: %1 (%2).</source>
        <translation>Aufnahmen ohne Transkript: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 does not look like LibriSpeech: it holds no transcripts like dev-clean/84/121123/84-121123.trans.txt.</source>
        <translation>%1 sieht nicht nach LibriSpeech aus: Es enthält keine Transkripte wie dev-clean/84/121123/84-121123.trans.txt.</translation>
    </message>
    <message>
        <source>Utterances of %1 here: %2; the whole subset has %3.</source>
        <translation>Äußerungen von %1 hier: %2; der ganze Teil hat %3.</translation>
    </message>
    <message>
        <source>%1 does not look like LJ Speech: it needs metadata.csv with rows like &quot;LJ001-0001|text|text&quot;, and the folder wavs.</source>
        <translation>%1 sieht nicht nach LJ Speech aus: Es braucht metadata.csv mit Zeilen wie „LJ001-0001|text|text“ und den Ordner wavs.</translation>
    </message>
    <message>
        <source>Left out, rows of tables that name no recording: %1 (%2).</source>
        <translation>Ausgelassen, Zeilen von Tabellen, die keine Aufnahme nennen: %1 (%2).</translation>
    </message>
    <message>
        <source>Utterances whose labels are withheld: %1 (%2).</source>
        <translation>Äußerungen, deren Labels zurückgehalten werden: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 does not look like MSP-Podcast: it needs the folder Audios and the table Labels/labels_consensus.csv or .json.</source>
        <translation>%1 sieht nicht nach MSP-Podcast aus: Es braucht den Ordner Audios und die Tabelle Labels/labels_consensus.csv oder .json.</translation>
    </message>
    <message>
        <source>%1 cannot be read as the labels of MSP-Podcast. Get it again.</source>
        <translation>%1 ist nicht als Labels von MSP-Podcast lesbar. Hol die Datei neu.</translation>
    </message>
    <message>
        <source>Speaking turns here: %1. Release 1.11 has %2: this is another release, or a part of one.</source>
        <translation>Redebeiträge hier: %1. Ausgabe 1.11 hat %2: Dies ist eine andere Ausgabe oder ein Teil davon.</translation>
    </message>
    <message>
        <source>%1 does not look like nEMO: it needs the table data.tsv with the columns file_id, emotion and raw_text, and the folder samples.</source>
        <translation>%1 sieht nicht nach nEMO aus: Es braucht die Tabelle data.tsv mit den Spalten file_id, emotion und raw_text und den Ordner samples.</translation>
    </message>
    <message>
        <source>%1 does not look like RAVDESS: no folder like Actor_01 with recordings named like 03-01-06-01-02-01-12.wav. Choose the folder that holds Actor_01 to Actor_24.</source>
        <translation>%1 sieht nicht nach RAVDESS aus: kein Ordner wie Actor_01 mit Aufnahmen wie 03-01-06-01-02-01-12.wav. Wähle den Ordner, der Actor_01 bis Actor_24 enthält.</translation>
    </message>
    <message>
        <source>Left out, not named like recordings of RAVDESS: %1 (%2).</source>
        <translation>Ausgelassen, nicht wie Aufnahmen von RAVDESS benannt: %1 (%2).</translation>
    </message>
    <message>
        <source>Copies of recordings that lie here twice, read once: %1 (%2).</source>
        <translation>Kopien von Aufnahmen, die hier doppelt liegen, einmal gelesen: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, pictures without sound: %1 (%2).</source>
        <translation>Ausgelassen, Bilder ohne Ton: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, films whose sound lies here as well: %1 (%2).</source>
        <translation>Ausgelassen, Filme, deren Ton auch hier liegt: %1 (%2).</translation>
    </message>
    <message>
        <source>Spoken recordings here: %1; the whole corpus has %2.</source>
        <translation>Gesprochene Aufnahmen hier: %1; das ganze Korpus hat %2.</translation>
    </message>
    <message>
        <source>Sung recordings here: %1; the whole corpus has %2.</source>
        <translation>Gesungene Aufnahmen hier: %1; das ganze Korpus hat %2.</translation>
    </message>
    <message>
        <source>Left out, not recorded by the chosen microphone: %1 (%2).</source>
        <translation>Ausgelassen, nicht mit dem gewählten Mikrofon aufgenommen: %1 (%2).</translation>
    </message>
    <message>
        <source>VCTK has no microphone &quot;%1&quot;. Choose mic1 or mic2.</source>
        <translation>VCTK hat kein Mikrofon „%1“. Wähle mic1 oder mic2.</translation>
    </message>
    <message>
        <source>This version of VCTK has one microphone only. Choose mic1, or get version 0.92.</source>
        <translation>Diese Fassung von VCTK hat nur ein Mikrofon. Wähle mic1 oder hol Fassung 0.92.</translation>
    </message>
    <message>
        <source>%1 does not look like VCTK: it needs the folder wav48 or wav48_silence_trimmed with folders like p225, and txt or speaker-info.txt beside it.</source>
        <translation>%1 sieht nicht nach VCTK aus: Es braucht den Ordner wav48 oder wav48_silence_trimmed mit Ordnern wie p225 und daneben txt oder speaker-info.txt.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 cannot be the symbol of a class: at most 16 bytes without _ - &lt; &gt;.</source>
        <translation>%1, Zeile %2: %3 kann kein Zeichen einer Klasse sein: höchstens 16 Bytes ohne _ - &lt; &gt;.</translation>
    </message>
    <message>
        <source>%1, line %2: the class %3 has a line already.</source>
        <translation>%1, Zeile %2: Die Klasse %3 hat schon eine Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 has a class already, in line %4.</source>
        <translation>%1, Zeile %2: %3 hat schon eine Klasse, in Zeile %4.</translation>
    </message>
    <message>
        <source>%1, line %2: the phone %3 has a class already.</source>
        <translation>%1, Zeile %2: Der Laut %3 hat schon eine Klasse.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 is no ARPAbet phone, no IPA phone and no manner.</source>
        <translation>%1, Zeile %2: %3 ist kein ARPAbet-Laut, kein IPA-Laut und keine Artikulationsart.</translation>
    </message>
    <message>
        <source>%1, line %2: the class %3 has no members.</source>
        <translation>%1, Zeile %2: Die Klasse %3 hat keine Mitglieder.</translation>
    </message>
    <message>
        <source>%1 holds no class: a line is the symbol of a class and its members.</source>
        <translation>%1 enthält keine Klasse: Eine Zeile ist das Zeichen einer Klasse und ihre Mitglieder.</translation>
    </message>
    <message>
        <source>%1 gives no class to these phones: %2.</source>
        <translation>%1 gibt diesen Lauten keine Klasse: %2.</translation>
    </message>
    <message>
        <source>There are no classes %1: neither a file nor one of manner5, manner6, manner7, manner8.</source>
        <translation>Es gibt keine Klassen %1: weder eine Datei noch manner5, manner6, manner7 oder manner8.</translation>
    </message>
    <message>
        <source>%1 could not be started: too many files are open.</source>
        <translation>%1 ließ sich nicht starten: Zu viele Dateien sind offen.</translation>
    </message>
    <message>
        <source>%1 could not be started (%2).</source>
        <translation>%1 ließ sich nicht starten (%2).</translation>
    </message>
    <message>
        <source>%1 took longer than %2 s and was stopped.</source>
        <translation>%1 brauchte länger als %2 s und wurde beendet.</translation>
    </message>
    <message>
        <source>%1 wrote without end and was stopped.</source>
        <translation>%1 schrieb ohne Ende und wurde beendet.</translation>
    </message>
    <message>
        <source>%1 utterances have no transcript and were left out.</source>
        <translation>%1 Äußerungen haben kein Transkript und wurden ausgelassen.</translation>
    </message>
    <message>
        <source>%1 utterances have no emotion that raters agreed on and were left out.</source>
        <translation>%1 Äußerungen haben keine Emotion, in der die Bewerter einig waren, und wurden ausgelassen.</translation>
    </message>
    <message>
        <source>The corpus %1 has no utterance with a transcript and what its units need.</source>
        <translation>Das Korpus %1 hat keine Äußerung mit Transkript und dem, was ihre Einheiten brauchen.</translation>
    </message>
    <message>
        <source>%1 is no code of a language such as en, de or pt-br.</source>
        <translation>%1 ist kein Kürzel einer Sprache wie en, de oder pt-br.</translation>
    </message>
    <message>
        <source>espeak-ng, which tells how words of the language %1 are spoken, is not installed. Install the Debian package espeak-ng.</source>
        <translation>espeak-ng, das sagt, wie Wörter der Sprache %1 gesprochen werden, ist nicht installiert. Installiere das Debian-Paket espeak-ng.</translation>
    </message>
    <message>
        <source>espeak-ng has no voice for the language %1. Its voices are listed by: espeak-ng --voices</source>
        <translation>espeak-ng hat keine Stimme für die Sprache %1. Seine Stimmen nennt: espeak-ng --voices</translation>
    </message>
    <message>
        <source>espeak-ng failed for the language %1 (exit code %2).</source>
        <translation>espeak-ng scheiterte für die Sprache %1 (Rückgabewert %2).</translation>
    </message>
    <message>
        <source>Looking up pronunciations</source>
        <translation>Aussprachen werden nachgeschlagen</translation>
    </message>
    <message>
        <source>Phonetic symbols that are unknown were left out (%1 in all): %2.</source>
        <translation>Unbekannte Lautzeichen wurden ausgelassen (insgesamt %1): %2.</translation>
    </message>
    <message>
        <source>%1 is no phone of ARPAbet or IPA.</source>
        <translation>%1 ist kein Laut in ARPAbet oder IPA.</translation>
    </message>
    <message>
        <source>The word has no phones.</source>
        <translation>Das Wort hat keine Laute.</translation>
    </message>
    <message>
        <source>The entry is too long.</source>
        <translation>Der Eintrag ist zu lang.</translation>
    </message>
    <message>
        <source>%1 is no lexicon: no line of it is a word followed by its phones.</source>
        <translation>%1 ist kein Lexikon: Keine Zeile ist ein Wort, dem seine Laute folgen.</translation>
    </message>
    <message>
        <source>%1: lines that cannot be read were left out (%2 in all; line %3).</source>
        <translation>%1: Zeilen, die nicht lesbar sind, wurden ausgelassen (insgesamt %2; Zeile %3).</translation>
    </message>
    <message>
        <source>CMUdict, the lexicon of English pronunciations, is absent; run %1 to get it.</source>
        <translation>CMUdict, das Lexikon englischer Aussprachen, fehlt; %1 holt es.</translation>
    </message>
    <message>
        <source>Words of the language %1 that are in no lexicon need espeak-ng, which was not to be used.</source>
        <translation>Wörter der Sprache %1, die in keinem Lexikon stehen, brauchen espeak-ng, das nicht verwendet werden sollte.</translation>
    </message>
    <message>
        <source>Words without a pronunciation were left out (%1 in all): %2.</source>
        <translation>Wörter ohne Aussprache wurden ausgelassen (insgesamt %1): %2.</translation>
    </message>
    <message>
        <source>%1, line %2: a symbol holds a control character.</source>
        <translation>%1, Zeile %2: Ein Zeichen enthält ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>%1, line %2: more than a symbol and its number of occurrences.</source>
        <translation>%1, Zeile %2: mehr als ein Zeichen und seine Häufigkeit.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 is no number of occurrences.</source>
        <translation>%1, Zeile %2: %3 ist keine Häufigkeit.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 stands among the special symbols &lt;s&gt; &lt;pad&gt; &lt;/s&gt; &lt;unk&gt;.</source>
        <translation>%1, Zeile %2: %3 steht bei den besonderen Zeichen &lt;s&gt; &lt;pad&gt; &lt;/s&gt; &lt;unk&gt;.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 has an index already.</source>
        <translation>%1, Zeile %2: %3 hat schon eine Nummer.</translation>
    </message>
    <message>
        <source>%1 holds no units.</source>
        <translation>%1 enthält keine Einheiten.</translation>
    </message>
    <message>
        <source>%1 cannot be read as TOML.</source>
        <translation>%1 ist nicht als TOML lesbar.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a list of numbers, such as [2.5, 3.5].</source>
        <translation>%1, Zeile %2: „%3“ muss eine Liste von Zahlen sein, etwa [2.5, 3.5].</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be true or false, or a list of them.</source>
        <translation>%1, Zeile %2: „%3“ muss true oder false oder eine Liste davon sein.</translation>
    </message>
    <message>
        <source>%1 is no header of an audformat database: it names no tables.</source>
        <translation>%1 ist kein Kopf einer audformat-Datenbank: Es nennt keine Tabellen.</translation>
    </message>
    <message>
        <source>The database in %1 has no table &quot;%2&quot;. It has: %3.</source>
        <translation>Die Datenbank in %1 hat keine Tabelle „%2“. Sie hat: %3.</translation>
    </message>
    <message>
        <source>No table of the database in %1 has a scheme named emotion, valence, arousal or dominance (tables: %2). Name the table with the setting table.</source>
        <translation>Keine Tabelle der Datenbank in %1 hat ein Schema namens emotion, valence, arousal oder dominance (Tabellen: %2). Nenne die Tabelle mit der Einstellung table.</translation>
    </message>
    <message>
        <source>Emotions come from the table %1; others that have some: %2. The setting &quot;table&quot; chooses.</source>
        <translation>Emotionen kommen aus der Tabelle %1; weitere haben welche: %2. Die Einstellung „table“ wählt.</translation>
    </message>
    <message>
        <source>Left out, tables that are not stored as CSV: %1 (%2).</source>
        <translation>Ausgelassen, Tabellen, die nicht als CSV gespeichert sind: %1 (%2).</translation>
    </message>
    <message>
        <source>The tables of the database in %1 are stored as %2, which is not read here. Save them as CSV: in Python, audformat.Database.load(FOLDER).save(FOLDER, storage_format=&quot;csv&quot;).</source>
        <translation>Die Tabellen der Datenbank in %1 sind als %2 gespeichert, was hier nicht gelesen wird. Speichere sie als CSV, in Python: audformat.Database.load(ORDNER).save(ORDNER, storage_format=&quot;csv&quot;).</translation>
    </message>
    <message>
        <source>The database in %1 lacks its table %2.</source>
        <translation>Der Datenbank in %1 fehlt ihre Tabelle %2.</translation>
    </message>
    <message>
        <source>Left out, spans that cannot be read or are empty: %1 (%2).</source>
        <translation>Ausgelassen, Abschnitte, die nicht lesbar oder leer sind: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, rows of tables that come twice: %1 (%2).</source>
        <translation>Ausgelassen, Zeilen von Tabellen, die doppelt vorkommen: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 holds no db.yaml that can be read.</source>
        <translation>%1 enthält keine lesbare db.yaml.</translation>
    </message>
    <message>
        <source>There is no table %1 in %2. Check the setting &quot;file&quot;.</source>
        <translation>Es gibt keine Tabelle %1 in %2. Prüfe die Einstellung „file“.</translation>
    </message>
    <message>
        <source>%1 holds no table whose columns name recordings and emotions. Name the table with the setting file, and its columns with the settings path and emotion.</source>
        <translation>%1 enthält keine Tabelle, deren Spalten Aufnahmen und Emotionen nennen. Nenne die Tabelle mit der Einstellung file und ihre Spalten mit den Einstellungen path und emotion.</translation>
    </message>
    <message>
        <source>Further tables that were not read: %1 (%2). The setting &quot;file&quot; chooses.</source>
        <translation>Weitere Tabellen, die nicht gelesen wurden: %1 (%2). Die Einstellung „file“ wählt.</translation>
    </message>
    <message>
        <source>&quot;%1=%2&quot; is no scale. Write it as valence=1:5.</source>
        <translation>„%1=%2“ ist keine Skala. Schreib sie als valence=1:5.</translation>
    </message>
    <message>
        <source>%1 has no column &quot;%2&quot; for %3 (it has %4).</source>
        <translation>%1 hat keine Spalte „%2“ für %3 (es hat %4).</translation>
    </message>
    <message>
        <source>No column of %1 names recordings (it has %2). Name the column with the setting path.</source>
        <translation>Keine Spalte von %1 nennt Aufnahmen (es hat %2). Nenne die Spalte mit der Einstellung path.</translation>
    </message>
    <message>
        <source>Columns of %1 chosen by what they hold: %2. The settings of these names choose others.</source>
        <translation>Spalten von %1, nach ihrem Inhalt gewählt: %2. Die Einstellungen dieser Namen wählen andere.</translation>
    </message>
    <message>
        <source>No column of %1 holds emotions.</source>
        <translation>Keine Spalte von %1 enthält Emotionen.</translation>
    </message>
    <message>
        <source>Left out, spans that end before they begin: %1 (%2).</source>
        <translation>Ausgelassen, Abschnitte, die vor ihrem Anfang enden: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 is no text. Save it again as CSV in UTF-8.</source>
        <translation>%1 ist kein Text. Speichere es neu als CSV in UTF-8.</translation>
    </message>
    <message>
        <source>Scales guessed from the values: %1. The setting &quot;scale&quot; corrects them.</source>
        <translation>Aus den Werten geschätzte Skalen: %1. Die Einstellung „scale“ berichtigt sie.</translation>
    </message>
    <message>
        <source>Recordings found by their name alone, elsewhere in the folder or with another ending: %1.</source>
        <translation>Aufnahmen, die allein an ihrem Namen gefunden wurden, anderswo im Ordner oder mit anderer Endung: %1.</translation>
    </message>
    <message>
        <source>Neither %1 nor a folder in it holds a wav.scp.</source>
        <translation>Weder %1 noch ein Ordner darin enthält eine wav.scp.</translation>
    </message>
    <message>
        <source>Utterances whose names do not begin with their speaker, as Kaldi wants it: %1.</source>
        <translation>Äußerungen, deren Namen nicht mit ihrem Sprecher beginnen, wie Kaldi es will: %1.</translation>
    </message>
    <message>
        <source>Left out, lines whose key comes twice: %1 (%2).</source>
        <translation>Ausgelassen, Zeilen, deren Schlüssel doppelt vorkommt: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, recordings that a command would have to make, which is never run: %1 (%2).</source>
        <translation>Ausgelassen, Aufnahmen, die ein Befehl herstellen müsste, der nie ausgeführt wird: %1 (%2).</translation>
    </message>
    <message>
        <source>Recordings read from their file instead of from a command: %1 (%2).</source>
        <translation>Aufnahmen, die aus ihrer Datei statt von einem Befehl gelesen werden: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, entries of wav.scp that are no file: %1 (%2).</source>
        <translation>Ausgelassen, Einträge der wav.scp, die keine Datei sind: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, lines of segments that cannot be read: %1 (%2).</source>
        <translation>Ausgelassen, Zeilen von segments, die nicht lesbar sind: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, segments of recordings that are not there: %1 (%2).</source>
        <translation>Ausgelassen, Abschnitte von Aufnahmen, die fehlen: %1 (%2).</translation>
    </message>
    <message>
        <source>Lines of utt2dim that are no three numbers: %1 (%2).</source>
        <translation>Zeilen von utt2dim, die keine drei Zahlen sind: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out, as the label scheme says: %1.</source>
        <translation>Ausgelassen, wie das Labelschema sagt: %1.</translation>
    </message>
    <message>
        <source>Left out, labels that the label scheme does not name: %1.</source>
        <translation>Ausgelassen, Labels, die das Labelschema nicht nennt: %1.</translation>
    </message>
    <message>
        <source>Left out, without a label: %1.</source>
        <translation>Ausgelassen, ohne Label: %1.</translation>
    </message>
    <message>
        <source>Left out, because the raters did not agree: %1.</source>
        <translation>Ausgelassen, weil die Bewerter nicht einig waren: %1.</translation>
    </message>
    <message>
        <source>Left out, not rated on the dimension: %1.</source>
        <translation>Ausgelassen, auf der Dimension nicht bewertet: %1.</translation>
    </message>
    <message>
        <source>Values of %1 that were not converted, because the corpus does not say their scale: %2.</source>
        <translation>Werte von %1, die nicht umgerechnet wurden, weil das Korpus ihre Skala nicht nennt: %2.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be above low.</source>
        <translation>%1, Zeile %2: „%3“ muss über low liegen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must hold ascending numbers, one fewer than there are classes (%4).</source>
        <translation>%1, Zeile %2: „%3“ muss aufsteigende Zahlen enthalten, eine weniger als es Klassen gibt (%4).</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be true, false, or one of them for each edge.</source>
        <translation>%1, Zeile %2: „%3“ muss true, false oder eines davon für jede Grenze sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be two numbers, such as [1, 5].</source>
        <translation>%1, Zeile %2: „%3“ muss zwei Zahlen sein, etwa [1, 5].</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; names &quot;%4&quot;, which is a class.</source>
        <translation>%1, Zeile %2: „%3“ nennt „%4“, das eine Klasse ist.</translation>
    </message>
    <message>
        <source>There is no label scheme &quot;%1&quot;. Schemes that can be named: %2. A file of your own is named by its path.</source>
        <translation>Es gibt kein Labelschema „%1“. Schemata, die sich nennen lassen: %2. Eine eigene Datei wird mit ihrem Pfad genannt.</translation>
    </message>
    <message>
        <source>The preset &quot;%1&quot; is not known. Known presets: %2.</source>
        <translation>Die Voreinstellung „%1“ ist nicht bekannt. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>The layout &quot;pattern&quot; needs the setting &quot;pattern&quot;, a regular expression with named groups such as (?&lt;speaker&gt;\d+)_(?&lt;emotion&gt;[a-z]+), or a preset.</source>
        <translation>Das Layout „pattern“ braucht die Einstellung „pattern“, einen regulären Ausdruck mit benannten Gruppen wie (?&lt;speaker&gt;\d+)_(?&lt;emotion&gt;[a-z]+), oder eine Voreinstellung.</translation>
    </message>
    <message>
        <source>The pattern has neither a group named emotion nor one named speaker. Write (?&lt;emotion&gt;...) around the part of the name that tells it.</source>
        <translation>Das Muster hat weder eine Gruppe namens emotion noch eine namens speaker. Schreib (?&lt;emotion&gt;...) um den Teil des Namens, der sie nennt.</translation>
    </message>
    <message>
        <source>Parts of names that should be numbers and were read as empty: %1 (%2).</source>
        <translation>Teile von Namen, die Zahlen sein sollten und als leer gelesen wurden: %1 (%2).</translation>
    </message>
    <message>
        <source>The pattern takes too many steps on the name %1. Make it simpler: no repetition inside a repetition.</source>
        <translation>Das Muster braucht zu viele Schritte für den Namen %1. Vereinfache es: keine Wiederholung in einer Wiederholung.</translation>
    </message>
    <message>
        <source>Left out, names that the pattern does not fit: %1 (%2).</source>
        <translation>Ausgelassen, Namen, auf die das Muster nicht passt: %1 (%2).</translation>
    </message>
    <message>
        <source>Left out by the setting &quot;only&quot;: %1 (%2).</source>
        <translation>Ausgelassen durch die Einstellung „only“: %1 (%2).</translation>
    </message>
    <message>
        <source>%1 holds no sound where the utterance should be.</source>
        <translation>%1 enthält keinen Ton, wo die Äußerung sein sollte.</translation>
    </message>
    <message>
        <source>The setting &quot;%1&quot; must hold pairs such as &quot;W=angry,F=happy&quot;, each left side once. &quot;%2&quot; is none.</source>
        <translation>Die Einstellung „%1“ muss Paare wie „W=angry,F=happy“ enthalten, jede linke Seite einmal. „%2“ ist keines.</translation>
    </message>
    <message>
        <source>Labels in the words of this program: %1.</source>
        <translation>Labels in den Wörtern dieses Programms: %1.</translation>
    </message>
    <message>
        <source>%1, line %2: this is not valid YAML (%3). Correct that line.</source>
        <translation>%1, Zeile %2: Das ist kein gültiges YAML (%3). Berichtige die Zeile.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 is a part of YAML that is not read here. Save the file without it.</source>
        <translation>%1, Zeile %2: %3 ist ein Teil von YAML, der hier nicht gelesen wird. Speichere die Datei ohne ihn.</translation>
    </message>
    <message>
        <source>%1, line %2: the file is nested too deeply or too large to be read (%3).</source>
        <translation>%1, Zeile %2: Die Datei ist zu tief verschachtelt oder zu groß, um gelesen zu werden (%3).</translation>
    </message>
    <message>
        <source>%1, line %2: the key &quot;%3&quot; comes twice. Keep one of the two.</source>
        <translation>%1, Zeile %2: Der Schlüssel „%3“ kommt doppelt vor. Behalte einen der beiden.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; holds all rules; leave the other keys of that table out.</source>
        <translation>%1, Zeile %2: „%3“ enthält alle Regeln; lass die anderen Schlüssel dieser Tabelle weg.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: %4</source>
        <translation>%1, Zeile %2: „%3“: %4</translation>
    </message>
    <message>
        <source>There is no column &quot;%1&quot; of this kind.</source>
        <translation>Es gibt keine Spalte „%1“ dieser Art.</translation>
    </message>
    <message>
        <source>The workspace holds too many utterances for one table.</source>
        <translation>Der Arbeitsbereich enthält zu viele Äußerungen für eine Tabelle.</translation>
    </message>
    <message>
        <source>The corpus %1 has no utterance %2.</source>
        <translation>Das Korpus %1 hat keine Äußerung %2.</translation>
    </message>
    <message>
        <source>The corpus was imported again meanwhile. Open it again.</source>
        <translation>Das Korpus wurde inzwischen neu importiert. Öffne es neu.</translation>
    </message>
    <message>
        <source>The corpus was imported again meanwhile. Check it again.</source>
        <translation>Das Korpus wurde inzwischen neu importiert. Prüfe es neu.</translation>
    </message>
    <message>
        <source>A corpus needs a name. Give it one.</source>
        <translation>Ein Korpus braucht einen Namen. Gib ihm einen.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; cannot be edited.</source>
        <translation>Die Spalte „%1“ lässt sich nicht bearbeiten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number, which %2 needs.</source>
        <translation>„%1“ ist keine Zahl, wie %2 sie braucht.</translation>
    </message>
    <message>
        <source>%1 lies outside the scale of %2, which goes from %3 to %4.</source>
        <translation>%1 liegt außerhalb der Skala von %2, die von %3 bis %4 geht.</translation>
    </message>
    <message>
        <source>There is no edit %1 in the workspace.</source>
        <translation>Es gibt keine Bearbeitung %1 im Arbeitsbereich.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be searched for. Enter a shorter text in UTF-8.</source>
        <translation>Nach „%1“ lässt sich nicht suchen. Gib einen kürzeren Text in UTF-8 ein.</translation>
    </message>
    <message>
        <source>Storing %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
    <message>
        <source>%1 cannot be copied to %2 (%3).</source>
        <translation>%1 kann nicht nach %2 kopiert werden (%3).</translation>
    </message>
    <message>
        <source>Copying %1</source>
        <translation>%1 wird kopiert</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made (%2). Choose another one.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden (%2). Wähle einen anderen.</translation>
    </message>
    <message>
        <source>What single listeners said is not part of the export: it has the corpus&apos;s decision.</source>
        <translation>Was einzelne Hörer sagten, gehört nicht zum Export: Er enthält die Entscheidung des Korpus.</translation>
    </message>
    <message>
        <source>utt2dim holds the utterances alone whose valence, arousal and dominance are all known.</source>
        <translation>utt2dim enthält nur die Äußerungen, deren Valenz, Erregung und Dominanz alle bekannt sind.</translation>
    </message>
    <message>
        <source>Each speaker is tested once.</source>
        <translation>Jeder Sprecher wird einmal getestet.</translation>
    </message>
    <message>
        <source>Each session (a dyad, a group) is tested once.</source>
        <translation>Jede Sitzung (ein Paar, eine Gruppe) wird einmal getestet.</translation>
    </message>
    <message>
        <source>Groups of neighbouring speakers are tested in turn.</source>
        <translation>Gruppen benachbarter Sprecher werden der Reihe nach getestet.</translation>
    </message>
    <message>
        <source>The parts that the corpus comes with.</source>
        <translation>Die Teile, die das Korpus mitbringt.</translation>
    </message>
    <message>
        <source>Utterances at random: speakers are in training and test, figures are too good.</source>
        <translation>Äußerungen zufällig verteilt: Sprecher sind in Training und Test, die Werte sind zu gut.</translation>
    </message>
    <message>
        <source>A session of two is left out: one speaker tests, the other one chooses the epoch, then they swap (adversarial autoencoder).</source>
        <translation>Eine Sitzung von zweien bleibt draußen: Ein Sprecher testet, der andere wählt die Epoche, dann wird getauscht (adversarialer Autoencoder).</translation>
    </message>
    <message>
        <source>The first session is tested, the last one chooses the epoch (future observation prediction).</source>
        <translation>Die erste Sitzung wird getestet, die letzte wählt die Epoche (Vorhersage künftiger Beobachtungen).</translation>
    </message>
    <message>
        <source>Each session is tested once, the one before it chooses the epoch (future observation prediction).</source>
        <translation>Jede Sitzung wird einmal getestet, die davor wählt die Epoche (Vorhersage künftiger Beobachtungen).</translation>
    </message>
    <message>
        <source>Each speaker is tested once, nothing is set aside (gated convolutional units).</source>
        <translation>Jeder Sprecher wird einmal getestet, nichts wird zurückgelegt (Gated Convolutional Units).</translation>
    </message>
    <message>
        <source>Each session is tested once, the one before it chooses the epoch (listen, attend and spell).</source>
        <translation>Jede Sitzung wird einmal getestet, die davor wählt die Epoche (Listen, Attend and Spell).</translation>
    </message>
    <message>
        <source>Each speaker is tested once, nothing is set aside (phonetic units).</source>
        <translation>Jeder Sprecher wird einmal getestet, nichts wird zurückgelegt (phonetische Einheiten).</translation>
    </message>
    <message>
        <source>Seven groups of speakers are tested in turn, nothing is set aside (phonetic units, Mandarin).</source>
        <translation>Sieben Gruppen von Sprechern werden der Reihe nach getestet, nichts wird zurückgelegt (phonetische Einheiten, Mandarin).</translation>
    </message>
    <message>
        <source>The protocol &quot;%1&quot; is not known; known are: %2.</source>
        <translation>Das Protokoll „%1“ ist nicht bekannt; bekannt sind: %2.</translation>
    </message>
    <message>
        <source>Utterance %1 has no session, but the protocol %2 splits by session. Choose a protocol by speaker.</source>
        <translation>Die Äußerung %1 hat keine Sitzung, aber das Protokoll %2 teilt nach Sitzungen. Wähle ein Protokoll nach Sprechern.</translation>
    </message>
    <message>
        <source>Too few sessions for %1: the corpus has %2 (%3), %4 are needed.</source>
        <translation>Zu wenige Sitzungen für %1: Das Korpus hat %2 (%3), nötig sind %4.</translation>
    </message>
    <message>
        <source>Fold %1 of %2 has too few sessions left to train on for %3 set aside for early stopping (%4).</source>
        <translation>Im Fold %1 von %2 bleiben zu wenige Sitzungen fürs Training, wenn %3 für das frühe Anhalten zurückgelegt werden (%4).</translation>
    </message>
    <message>
        <source>Fold %1 of %2 has too few speakers left to train on for %3 set aside for early stopping (%4).</source>
        <translation>Im Fold %1 von %2 bleiben zu wenige Sprecher fürs Training, wenn %3 für das frühe Anhalten zurückgelegt werden (%4).</translation>
    </message>
    <message>
        <source>The protocol %1 needs two speakers in each session who are in no other one; session %2 has %3.</source>
        <translation>Das Protokoll %1 braucht in jeder Sitzung zwei Sprecher, die in keiner anderen sind; die Sitzung %2 hat %3.</translation>
    </message>
    <message>
        <source>The corpus does not come with the parts train and %1 that the protocol official needs; its parts are: %2. Choose a protocol by speaker.</source>
        <translation>Das Korpus bringt die Teile train und %1 nicht mit, die das Protokoll official braucht; seine Teile sind: %2. Wähle ein Protokoll nach Sprechern.</translation>
    </message>
    <message>
        <source>%1 utterances cannot be split at random into %2 parts; 2 or more are needed.</source>
        <translation>%1 Äußerungen lassen sich nicht zufällig in %2 Teile teilen; nötig sind mindestens 2.</translation>
    </message>
    <message>
        <source>Looking for copies of recordings</source>
        <translation>Suche nach Kopien von Aufnahmen</translation>
    </message>
    <message>
        <source>Fold %1 has the same sound in two parts (%2): %3; %4 such in all. Leave the copies out of the corpus.</source>
        <translation>Im Fold %1 ist derselbe Klang in zwei Teilen (%2): %3; insgesamt %4. Lass die Kopien aus dem Korpus weg.</translation>
    </message>
    <message>
        <source>Fold %1 has overlapping pieces of one recording in two parts (%2): %3; %4 such in all. Leave one of each pair out, or choose another protocol.</source>
        <translation>Im Fold %1 sind überlappende Stücke einer Aufnahme in zwei Teilen (%2): %3; insgesamt %4. Lass je eines weg oder wähle ein anderes Protokoll.</translation>
    </message>
    <message>
        <source>Fold %1 has pieces of one recording in two parts (%2): %3; %4 such recordings in all. Choose another protocol, or write allow = [&quot;recordings&quot;] in [folds].</source>
        <translation>Im Fold %1 sind Stücke einer Aufnahme in zwei Teilen (%2): %3; insgesamt %4 solche Aufnahmen. Wähle ein anderes Protokoll oder schreib allow = [&quot;recordings&quot;] in [folds].</translation>
    </message>
    <message>
        <source>Fold %1 has one speaker in two parts (%2): %3; %4 such speakers in all. Choose a protocol by speaker, or write allow = [&quot;speakers&quot;] in [folds], which marks the figures as speaker-dependent.</source>
        <translation>Im Fold %1 ist ein Sprecher in zwei Teilen (%2): %3; insgesamt %4 solche Sprecher. Wähle ein Protokoll nach Sprechern oder schreib allow = [&quot;speakers&quot;] in [folds], was die Werte als sprecherabhängig kennzeichnet.</translation>
    </message>
    <message>
        <source>Left out by [corpus.where]: %1.</source>
        <translation>Durch [corpus.where] weggelassen: %1.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must name different corpora, each once.</source>
        <translation>%1, Zeile %2: „%3“ muss verschiedene Korpora nennen, jedes einmal.</translation>
    </message>
    <message>
        <source>Experiment %1 names %2 corpora, but %3 were given.</source>
        <translation>Das Experiment %1 nennt %2 Korpora, gegeben sind %3.</translation>
    </message>
    <message>
        <source>Two systems can be compared on the same utterances only: there are %1 labels, %2 and %3 predictions.</source>
        <translation>Zwei Systeme lassen sich nur auf denselben Äußerungen vergleichen: Es gibt %1 Labels, %2 und %3 Schätzungen.</translation>
    </message>
    <message>
        <source>The runs cannot be compared: their classes differ (%1 and %2).</source>
        <translation>Die Läufe lassen sich nicht vergleichen: Die Klassen weichen ab (%1 und %2).</translation>
    </message>
    <message>
        <source>The runs cannot be compared: they say different classes of utterance %1.</source>
        <translation>Die Läufe lassen sich nicht vergleichen: Für Äußerung %1 nennen beide verschiedene Klassen.</translation>
    </message>
    <message>
        <source>The runs cannot be compared: they share no utterance.</source>
        <translation>Die Läufe lassen sich nicht vergleichen: Keine Äußerung kommt in beiden vor.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is not for the model %4, which normalises itself.</source>
        <translation>%1, Zeile %2: „%3“ passt nicht zum Modell %4, das selbst normalisiert.</translation>
    </message>
    <message>
        <source>There are %1 rows of features but %2 labels.</source>
        <translation>Es gibt %1 Zeilen mit Merkmalen, aber %2 Labels.</translation>
    </message>
    <message>
        <source>There are %1 rows of features but %2 names of speakers.</source>
        <translation>Es gibt %1 Zeilen mit Merkmalen, aber %2 Sprechernamen.</translation>
    </message>
    <message>
        <source>Row %1 has the label %2, but there are %3 classes.</source>
        <translation>Zeile %1 hat das Label %2, es gibt aber %3 Klassen.</translation>
    </message>
    <message>
        <source>All rows to learn from are of one class; at least two are needed.</source>
        <translation>Alle Zeilen zum Lernen gehören zu einer Klasse; nötig sind mindestens zwei.</translation>
    </message>
    <message>
        <source>%1 holds no classifier that can be used here.</source>
        <translation>%1 enthält keinen Klassifikator, der hier verwendbar ist.</translation>
    </message>
    <message>
        <source>Choosing settings inside the training part needs at least 2 folds.</source>
        <translation>Die Wahl der Einstellungen innerhalb des Trainingsteils braucht mindestens 2 Folds.</translation>
    </message>
    <message>
        <source>%1 folds inside the training part need as many speakers, but there are %2. Set fewer folds.</source>
        <translation>%1 Folds innerhalb des Trainingsteils brauchen ebenso viele Sprecher, es gibt aber %2. Setze weniger Folds.</translation>
    </message>
    <message>
        <source>The penalty of ridge regression must be greater than 0.</source>
        <translation>Die Strafe der Ridge-Regression muss größer als 0 sein.</translation>
    </message>
    <message>
        <source>The penalty of ridge regression is too small for these features.</source>
        <translation>Die Strafe der Ridge-Regression ist für diese Merkmale zu klein.</translation>
    </message>
    <message>
        <source>LIBLINEAR cannot be opened. Install the package liblinear4.</source>
        <translation>LIBLINEAR lässt sich nicht öffnen. Installiere das Paket liblinear4.</translation>
    </message>
    <message>
        <source>A cost or tolerance of the support vector machine is not greater than 0.</source>
        <translation>Kosten oder Toleranz der Support-Vektor-Maschine sind nicht größer als 0.</translation>
    </message>
    <message>
        <source>There are no features to learn from.</source>
        <translation>Es gibt keine Merkmale zum Lernen.</translation>
    </message>
    <message>
        <source>Row %1, column %2 of the features is not a finite number. Leave the recording or the column out.</source>
        <translation>Zeile %1, Spalte %2 der Merkmale ist keine endliche Zahl. Lass die Aufnahme oder die Spalte weg.</translation>
    </message>
    <message>
        <source>The features have %1 columns; what was learned is about %2.</source>
        <translation>Die Merkmale haben %1 Spalten; gelernt wurde auf %2.</translation>
    </message>
    <message>
        <source>A forest needs at least one tree.</source>
        <translation>Ein Wald braucht mindestens einen Baum.</translation>
    </message>
    <message>
        <source>The stored forest is damaged.</source>
        <translation>Der gespeicherte Wald ist beschädigt.</translation>
    </message>
    <message>
        <source>The bound on standardised values must be greater than 0.</source>
        <translation>Die Schranke für standardisierte Werte muss größer als 0 sein.</translation>
    </message>
    <message>
        <source>The stored means and deviations of the features cannot be used.</source>
        <translation>Die gespeicherten Mittel und Abweichungen der Merkmale sind nicht verwendbar.</translation>
    </message>
    <message>
        <source>A fold inside the training part has only one class to learn from. Set fewer folds.</source>
        <translation>Ein Fold innerhalb des Trainingsteils hat nur eine Klasse zum Lernen. Setze weniger Folds.</translation>
    </message>
    <message>
        <source>The stored support vector machine is damaged.</source>
        <translation>Die gespeicherte Support-Vektor-Maschine ist beschädigt.</translation>
    </message>
    <message>
        <source>Say who rates: a round needs the name of a rater.</source>
        <translation>Gib an, wer bewertet: Eine Runde braucht den Namen eines Bewerters.</translation>
    </message>
    <message>
        <source>The class &quot;%1&quot; is empty or there twice. Name each class once.</source>
        <translation>Die Klasse „%1“ ist leer oder doppelt. Nenne jede Klasse einmal.</translation>
    </message>
    <message>
        <source>The corpus %1 has no utterances to rate.</source>
        <translation>Das Korpus %1 hat keine Äußerungen zum Bewerten.</translation>
    </message>
    <message>
        <source>There is no round of ratings %1 in the workspace.</source>
        <translation>Im Arbeitsbereich gibt es keine Bewertungsrunde %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not one of the classes of this round.</source>
        <translation>„%1“ ist keine der Klassen dieser Runde.</translation>
    </message>
    <message>
        <source>There is no trace of the utterance %1.</source>
        <translation>Zur Äußerung %1 gibt es keinen Verlauf.</translation>
    </message>
    <message>
        <source>Nobody has rated the corpus %1 yet.</source>
        <translation>Das Korpus %1 hat noch niemand bewertet.</translation>
    </message>
    <message>
        <source>The model has no setting &quot;%1&quot;. Known: %2.</source>
        <translation>Das Modell hat keine Einstellung „%1“. Bekannt: %2.</translation>
    </message>
    <message>
        <source>The setting %1 of the model cannot be %2; it may be %3 to %4.</source>
        <translation>Die Einstellung %1 des Modells kann nicht %2 sein; erlaubt ist %3 bis %4.</translation>
    </message>
    <message>
        <source>The features %1 of utterance %2 are not all finite. Leave it out of the corpus.</source>
        <translation>Die Merkmale %1 der Äußerung %2 sind nicht alle endlich. Lass sie aus dem Korpus weg.</translation>
    </message>
    <message>
        <source>The model %1 is unknown. Known: %2.</source>
        <translation>Das Modell %1 ist unbekannt. Bekannt: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be changed here. Edit the text itself.</source>
        <translation>„%1“ lässt sich hier nicht ändern. Bearbeite den Text selbst.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no value for %2.</source>
        <translation>„%1“ ist kein Wert für %2.</translation>
    </message>
    <message>
        <source>Not rated on every dimension: %1.</source>
        <translation>Nicht auf jeder Dimension bewertet: %1.</translation>
    </message>
    <message>
        <source>The corpus %1 has no utterance that is rated on %2, which experiment %3 predicts.</source>
        <translation>Das Korpus %1 hat keine Äußerung, die auf %2 bewertet ist, was Experiment %3 schätzt.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must name different dimensions, such as &quot;valence&quot;.</source>
        <translation>%1, Zeile %2: „%3“ muss verschiedene Dimensionen nennen, etwa „valence“.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; predicts dimensions; give &quot;dimensions&quot; in [labels].</source>
        <translation>%1, Zeile %2: „%3“ schätzt Dimensionen; gib „dimensions“ in [labels] an.</translation>
    </message>
    <message>
        <source>%1, line %2: the model fusion, and no other, needs [[%3]] at least twice, each with its set and kind.</source>
        <translation>%1, Zeile %2: Das Modell fusion, und kein anderes, braucht [[%3]] mindestens zweimal, jeweils mit set und kind.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must lie between 0.5 and 2.</source>
        <translation>%1, Zeile %2: „%3“ muss zwischen 0,5 und 2 liegen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; and warmup_share must not exceed 1 together.</source>
        <translation>%1, Zeile %2: „%3“ und warmup_share dürfen zusammen nicht über 1 liegen.</translation>
    </message>
    <message>
        <source>%1 describes %2 runs by [sweep] or several seeds, but one is wanted here.</source>
        <translation>%1 beschreibt durch [sweep] oder mehrere Startwerte %2 Läufe, hier ist aber einer gefragt.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; of [sweep] must be a list of values.</source>
        <translation>%1, Zeile %2: „%3“ in [sweep] muss eine Liste von Werten sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a table of lists.</source>
        <translation>%1, Zeile %2: „%3“ muss eine Tabelle von Listen sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; cannot be swept.</source>
        <translation>%1, Zeile %2: „%3“ lässt sich in einem Sweep nicht variieren.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a list of whole numbers.</source>
        <translation>%1, Zeile %2: „%3“ muss eine Liste ganzer Zahlen sein.</translation>
    </message>
    <message>
        <source>%1, line %2: the sweep has more than %3 runs. List fewer values.</source>
        <translation>%1, Zeile %2: Der Sweep hat mehr als %3 Läufe. Nenne weniger Werte.</translation>
    </message>
    <message>
        <source>%1, line %2: there is no table for &quot;%3&quot;.</source>
        <translation>%1, Zeile %2: Für „%3“ gibt es keine Tabelle.</translation>
    </message>
    <message>
        <source>%1 frames are too few for a mixture of %2 components.</source>
        <translation>%1 Frames sind zu wenige für eine Mischung aus %2 Komponenten.</translation>
    </message>
    <message>
        <source>Confusion matrix of %1 classes, %2 utterances.</source>
        <translation>Verwechslungsmatrix mit %1 Klassen, %2 Äußerungen.</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>Recall (UAR) of %1 parts as bars.</source>
        <translation>Recall (UAR) von %1 Teilen als Balken.</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>Learning curves of %1 folds.</source>
        <translation>Lernkurven von %1 Folds.</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>Loss im Training</translation>
    </message>
    <message>
        <source>loss, inner speakers</source>
        <translation>Loss, innere Sprecher</translation>
    </message>
    <message>
        <source>UAR, inner speakers</source>
        <translation>UAR, innere Sprecher</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Accuracy over the largest posterior; expected calibration error %1.</source>
        <translation>Genauigkeit über dem größten Posterior; erwarteter Kalibrierungsfehler %1.</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>largest posterior</source>
        <translation>größter Posterior</translation>
    </message>
    <message>
        <source>The PDF could not be drawn.</source>
        <translation>Das PDF ließ sich nicht zeichnen.</translation>
    </message>
    <message>
        <source>How the figures were computed</source>
        <translation>Wie die Werte berechnet wurden</translation>
    </message>
    <message>
        <source>UAR, the unweighted average recall, is the mean of the recalls of the classes; WA, the weighted accuracy, the share of utterances recognised; macro F1 the mean over the classes of the harmonic mean of precision and recall. All are pooled over the held-out predictions of all folds.</source>
        <translation>UAR, der ungewichtete mittlere Recall, ist das Mittel der Recalls der Klassen; WA, die gewichtete Genauigkeit, der Anteil erkannter Äußerungen; Makro-F1 das Mittel über die Klassen des harmonischen Mittels aus Precision und Recall. Alle sind über die zurückgehaltenen Schätzungen aller Folds zusammen berechnet.</translation>
    </message>
    <message>
        <source>Intervals hold 95 % and come from a bootstrap over speakers: speakers are drawn with replacement %1 times, all utterances of a drawn one count, and the interval lies between the percentiles 2.5 and 97.5 (Davison and Hinkley 1997, section 3.8). With fewer than two speakers the utterances are drawn instead.</source>
        <translation>Die Intervalle umfassen 95 % und stammen aus einem Bootstrap über Sprecher: %1-mal werden Sprecher mit Zurücklegen gezogen, alle Äußerungen eines gezogenen zählen, und das Intervall liegt zwischen den Perzentilen 2,5 und 97,5 (Davison und Hinkley 1997, Abschnitt 3.8). Bei weniger als zwei Sprechern werden stattdessen die Äußerungen gezogen.</translation>
    </message>
    <message>
        <source>CCC is Lin&apos;s concordance correlation coefficient (1989), over the utterances that have a rating; R² is measured against the mean of the truth.</source>
        <translation>CCC ist der Konkordanz-Korrelationskoeffizient von Lin (1989) über die Äußerungen, die eine Bewertung haben; R² wird gegen das Mittel der Wahrheit gemessen.</translation>
    </message>
    <message>
        <source>The expected calibration error is the mean distance of accuracy and largest posterior in 15 bins of equal width (Guo et al. 2017, equation 3); the Brier score (1950) the mean squared distance of the posteriors to the truth, from 0 to 2.</source>
        <translation>Der erwartete Kalibrierungsfehler ist der mittlere Abstand von Genauigkeit und größtem Posterior in 15 gleich breiten Abschnitten (Guo et al. 2017, Gleichung 3); der Brier-Score (1950) der mittlere quadrierte Abstand der Posteriors von der Wahrheit, von 0 bis 2.</translation>
    </message>
    <message>
        <source>Two runs are compared on the utterances that both have predicted. The interval of the difference draws the same speakers for both; the permutation test exchanges the runs in whole speakers (Good 2005); p values of several pairs are corrected by Holm (1979).</source>
        <translation>Zwei Läufe werden auf den Äußerungen verglichen, die beide geschätzt haben. Das Intervall der Differenz zieht für beide dieselben Sprecher; der Permutationstest tauscht die Läufe für ganze Sprecher (Good 2005); die p-Werte mehrerer Paare sind nach Holm (1979) korrigiert.</translation>
    </message>
    <message>
        <source>A report needs at least one run.</source>
        <translation>Ein Bericht braucht mindestens einen Lauf.</translation>
    </message>
    <message>
        <source>Report on %1 runs</source>
        <translation>Bericht über %1 Läufe</translation>
    </message>
    <message>
        <source>Made with Prososcope %1 from the stored predictions.</source>
        <translation>Erstellt mit Prososcope %1 aus den gespeicherten Schätzungen.</translation>
    </message>
    <message>
        <source>Appendix</source>
        <translation>Anhang</translation>
    </message>
    <message>
        <source>A report cannot be written as &quot;%1&quot;; known are: %2.</source>
        <translation>Ein Bericht lässt sich nicht als „%1“ schreiben; bekannt sind: %2.</translation>
    </message>
    <message>
        <source>the corpus %1 in the workspace</source>
        <translation>das Korpus %1 im Arbeitsbereich</translation>
    </message>
    <message>
        <source>a finished run of %1</source>
        <translation>einen fertigen Lauf von %1</translation>
    </message>
    <message>
        <source>an experiment file</source>
        <translation>eine Experimentdatei</translation>
    </message>
    <message>
        <source>%1, table %2: %3</source>
        <translation>%1, Tabelle %2: %3</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>ours (95 % interval)</source>
        <translation>unser Wert (95-%-Intervall)</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>protocol, or what is missing</source>
        <translation>Protokoll oder was fehlt</translation>
    </message>
    <message>
        <source>quoted there from %1</source>
        <translation>dort zitiert aus %1</translation>
    </message>
    <message>
        <source> (%1 seeds)</source>
        <translation> (%1 Startwerte)</translation>
    </message>
    <message>
        <source>%1, line %2: a [[%3]] is missing.</source>
        <translation>%1, Zeile %2: ein [[%3]] fehlt.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be written as [[%3]].</source>
        <translation>%1, Zeile %2: „%3“ muss als [[%3]] geschrieben werden.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must have %4 figures, one for each column.</source>
        <translation>%1, Zeile %2: „%3“ muss %4 Werte haben, einen für jede Spalte.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: there is no such row and column.</source>
        <translation>%1, Zeile %2: „%3“: diese Zeile und Spalte gibt es nicht.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: %4 is no figure; write &quot;-&quot; where there is none.</source>
        <translation>%1, Zeile %2: „%3“: %4 ist kein Wert; schreib „-“, wo es keinen gibt.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is missing for the measure %4.</source>
        <translation>%1, Zeile %2: „%3“ fehlt für das Maß %4.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; names %4, which [need] does not explain.</source>
        <translation>%1, Zeile %2: „%3“ nennt %4, was [need] nicht erklärt.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; names a file that cannot be used: %4</source>
        <translation>%1, Zeile %2: „%3“ nennt eine Datei, die nicht verwendet werden kann: %4</translation>
    </message>
    <message>
        <source>No published tables lie in %1.</source>
        <translation>In %1 liegen keine veröffentlichten Tabellen.</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>corpus</source>
        <translation>Korpus</translation>
    </message>
    <message>
        <source>licence: %1</source>
        <translation>Lizenz: %1</translation>
    </message>
    <message>
        <source>source of %1</source>
        <translation>Quelle von %1</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>folds trained</source>
        <translation>trainierte Folds</translation>
    </message>
    <message>
        <source>utterances</source>
        <translation>Äußerungen</translation>
    </message>
    <message>
        <source>speakers</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>this one sets</source>
        <translation>dieser Lauf setzt</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>started (UTC)</source>
        <translation>begonnen (UTC)</translation>
    </message>
    <message>
        <source>finished (UTC)</source>
        <translation>abgeschlossen (UTC)</translation>
    </message>
    <message>
        <source>took</source>
        <translation>Dauer</translation>
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
        <source>versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>fingerprint of the data</source>
        <translation>Fingerabdruck der Daten</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Scores, pooled over all held-out predictions</source>
        <translation>Werte über alle zurückgehaltenen Schätzungen</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>95 % interval over speakers</source>
        <translation>95-%-Intervall über Sprecher</translation>
    </message>
    <message>
        <source>UAR (mean recall of the classes)</source>
        <translation>UAR (mittlerer Recall der Klassen)</translation>
    </message>
    <message>
        <source>WA (share of utterances recognised)</source>
        <translation>WA (Anteil erkannter Äußerungen)</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>UAR, mean of %1 folds ± standard deviation</source>
        <translation>UAR, Mittel aus %1 Folds ± Standardabweichung</translation>
    </message>
    <message>
        <source>expected calibration error</source>
        <translation>erwarteter Kalibrierungsfehler</translation>
    </message>
    <message>
        <source>Brier score (0 to 2)</source>
        <translation>Brier-Score (0 bis 2)</translation>
    </message>
    <message>
        <source>CCC, mean over the dimensions</source>
        <translation>CCC, Mittel über die Dimensionen</translation>
    </message>
    <message>
        <source>Dimensions, on the scales of the corpus</source>
        <translation>Dimensionen, auf den Skalen des Korpus</translation>
    </message>
    <message>
        <source>dimension</source>
        <translation>Dimension</translation>
    </message>
    <message>
        <source>CCC (95 % interval)</source>
        <translation>CCC (95-%-Intervall)</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>Confusion matrix: number of utterances and share of their class; truth by row, prediction by column.</source>
        <translation>Verwechslungsmatrix: Zahl der Äußerungen und Anteil an ihrer Klasse; Wahrheit je Zeile, Schätzung je Spalte.</translation>
    </message>
    <message>
        <source>Confusion matrix, truth by row</source>
        <translation>Verwechslungsmatrix, Wahrheit je Zeile</translation>
    </message>
    <message>
        <source>speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>gender</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Recall (UAR) by speaker; lowest: %1, %2.</source>
        <translation>Recall (UAR) je Sprecher; niedrigster: %1, %2.</translation>
    </message>
    <message>
        <source>Recall by speaker</source>
        <translation>Recall je Sprecher</translation>
    </message>
    <message>
        <source>Recall (UAR) by gender of the speaker.</source>
        <translation>Recall (UAR) je Geschlecht der Sprecher.</translation>
    </message>
    <message>
        <source>Recall by gender</source>
        <translation>Recall je Geschlecht</translation>
    </message>
    <message>
        <source>Calibration: accuracy over the largest posterior in %1 bins of equal width, below how many utterances each bin holds. Expected calibration error %2, Brier score %3.</source>
        <translation>Kalibrierung: Genauigkeit über dem größten Posterior in %1 gleich breiten Abschnitten, darunter die Zahl der Äußerungen in jedem. Erwarteter Kalibrierungsfehler %2, Brier-Score %3.</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>mean posterior</source>
        <translation>mittlerer Posterior</translation>
    </message>
    <message>
        <source>Learning curves: every fold thin, their mean bold. The epoch kept is chosen on the inner speakers, never on the test.</source>
        <translation>Lernkurven: jeder Fold dünn, ihr Mittel fett. Die behaltene Epoche wird an den inneren Sprechern gewählt, nie am Test.</translation>
    </message>
    <message>
        <source>Speakers of every fold</source>
        <translation>Sprecher jedes Folds</translation>
    </message>
    <message>
        <source>fold</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>tested</source>
        <translation>getestet</translation>
    </message>
    <message>
        <source>inner</source>
        <translation>innere</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>trainiert auf</translation>
    </message>
    <message>
        <source>epoch kept</source>
        <translation>behaltene Epoche</translation>
    </message>
    <message>
        <source>leave one speaker out</source>
        <translation>je ein Sprecher ausgelassen</translation>
    </message>
    <message>
        <source>leave one session out</source>
        <translation>je eine Sitzung ausgelassen</translation>
    </message>
    <message>
        <source>groups of speakers</source>
        <translation>Sprechergruppen</translation>
    </message>
    <message>
        <source>the corpus&apos;s own parts</source>
        <translation>die Teile des Korpus</translation>
    </message>
    <message>
        <source>utterances at random</source>
        <translation>Äußerungen zufällig verteilt</translation>
    </message>
    <message>
        <source>speaker-dependent (%1)</source>
        <translation>sprecherabhängig (%1)</translation>
    </message>
    <message>
        <source>run %1, %2, seed %3</source>
        <translation>Lauf %1, %2, Startwert %3</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Lauf %1: %2</translation>
    </message>
    <message>
        <source>Speaker-dependent: speakers of the test are in the training too, the figures are too good.</source>
        <translation>Sprecherabhängig: Sprecher des Tests sind auch im Training, die Werte sind zu gut.</translation>
    </message>
    <message>
        <source>This run has no predictions.</source>
        <translation>Dieser Lauf hat keine Schätzungen.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Folds</translation>
    </message>
    <message>
        <source>The resolved experiment of run %1</source>
        <translation>Das aufgelöste Experiment von Lauf %1</translation>
    </message>
    <message>
        <source>The runs</source>
        <translation>Die Läufe</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Scores of the runs, with 95 % intervals over speakers</source>
        <translation>Werte der Läufe mit 95-%-Intervallen über Sprecher</translation>
    </message>
    <message>
        <source>UAR of the runs with 95 % intervals over speakers.</source>
        <translation>UAR der Läufe mit 95-%-Intervallen über Sprecher.</translation>
    </message>
    <message>
        <source>Spread over the seeds of a group</source>
        <translation>Streuung über die Startwerte einer Gruppe</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>mean ± standard deviation</source>
        <translation>Mittel ± Standardabweichung</translation>
    </message>
    <message>
        <source>range</source>
        <translation>Spannweite</translation>
    </message>
    <message>
        <source>Paired comparisons of UAR on the utterances of both runs</source>
        <translation>Gepaarte Vergleiche des UAR auf den Äußerungen beider Läufe</translation>
    </message>
    <message>
        <source>first - second</source>
        <translation>erster - zweiter</translation>
    </message>
    <message>
        <source>difference (95 % interval)</source>
        <translation>Differenz (95-%-Intervall)</translation>
    </message>
    <message>
        <source>p, permutation</source>
        <translation>p, Permutation</translation>
    </message>
    <message>
        <source>p, Holm</source>
        <translation>p, Holm</translation>
    </message>
    <message>
        <source>p, McNemar</source>
        <translation>p, McNemar</translation>
    </message>
    <message>
        <source>right alone</source>
        <translation>allein richtig</translation>
    </message>
    <message>
        <source>run %1 - run %2</source>
        <translation>Lauf %1 - Lauf %2</translation>
    </message>
    <message>
        <source>Permutation: the runs exchanged in whole speakers; Holm: corrected for the number of pairs, %1; McNemar: exact, on the utterances that one run alone has right.</source>
        <translation>Permutation: die Läufe für ganze Sprecher getauscht; Holm: für die Zahl der Paare, %1, korrigiert; McNemar: exakt, auf den Äußerungen, die nur ein Lauf richtig hat.</translation>
    </message>
    <message>
        <source>Differences of UAR with 95 % intervals; none at 0.</source>
        <translation>Differenzen des UAR mit 95-%-Intervallen; bei 0 keine.</translation>
    </message>
    <message>
        <source>difference of UAR</source>
        <translation>Differenz des UAR</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Of more than %1 runs the first one is compared with each other one.</source>
        <translation>Bei mehr als %1 Läufen wird der erste mit jedem anderen verglichen.</translation>
    </message>
    <message>
        <source>Run %1 is still running. Cancel it first, then delete it.</source>
        <translation>Lauf %1 läuft noch. Brich ihn erst ab, dann lösche ihn.</translation>
    </message>
    <message>
        <source>Run %1 does not wait any longer.</source>
        <translation>Lauf %1 wartet nicht mehr.</translation>
    </message>
    <message>
        <source>Training on the CPU goes on in float32; bfloat16 is for GPUs.</source>
        <translation>Das Training auf der CPU geht in float32 weiter; bfloat16 ist für GPUs.</translation>
    </message>
    <message>
        <source>Run %1 has been started by another window or command.</source>
        <translation>Lauf %1 wurde von einem anderen Fenster oder Befehl begonnen.</translation>
    </message>
    <message>
        <source>The sound is too short or too silent for the features %1.</source>
        <translation>Der Ton ist für die Merkmale %1 zu kurz oder zu leise.</translation>
    </message>
    <message>
        <source>The model %1 cannot be kept for predictions. Leave save_model out of experiment %2.</source>
        <translation>Das Modell %1 lässt sich nicht für Schätzungen aufheben. Lass save_model im Experiment %2 weg.</translation>
    </message>
    <message>
        <source>The model %1 on several feature sets or with kernels cannot be kept for predictions yet. Leave save_model out of experiment %2.</source>
        <translation>Das Modell %1 auf mehreren Merkmalssätzen oder mit Kernels lässt sich noch nicht für Schätzungen aufheben. Lass save_model im Experiment %2 weg.</translation>
    </message>
    <message>
        <source>A model %1 that is standardised by speaker needs all of a speaker&apos;s recordings and cannot be kept for predictions. Leave save_model out of experiment %2, or normalise by &quot;training&quot;.</source>
        <translation>Ein Modell %1, das je Sprecher standardisiert wird, braucht alle Aufnahmen eines Sprechers und lässt sich nicht für Schätzungen aufheben. Lass save_model im Experiment %2 weg oder normalisiere nach „training“.</translation>
    </message>
    <message>
        <source>The device %1 has not memory enough for fold %2, which is trained on the CPU.</source>
        <translation>Der Speicher des Geräts %1 reicht für Fold %2 nicht, der auf der CPU trainiert wird.</translation>
    </message>
    <message>
        <source>The device %1 ran out of memory; batches now go through it in %2 parts.</source>
        <translation>Der Speicher des Geräts %1 reichte nicht; Batches durchlaufen es jetzt in %2 Teilen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is for networks alone.</source>
        <translation>%1, Zeile %2: „%3“ ist nur für Netze.</translation>
    </message>
    <message>
        <source>A training of the kind %1 cannot begin with the model %2, which is of the kind %3.</source>
        <translation>Ein Training der Art %1 kann nicht mit dem Modell %2 beginnen, das von der Art %3 ist.</translation>
    </message>
    <message>
        <source>The model %1 has %2 = %3, so a training that begins with it cannot have %4. Leave the key out.</source>
        <translation>Das Modell %1 hat %2 = %3, also kann ein Training, das damit beginnt, nicht %4 haben. Lass den Schlüssel weg.</translation>
    </message>
    <message>
        <source>The model %1 (%2) has no layers to look at. Choose a network.</source>
        <translation>Das Modell %1 (%2) hat keine Schichten zum Ansehen. Wähle ein Netz.</translation>
    </message>
    <message>
        <source>No speaker has enough utterances with different values for a map. Choose other targets or pool the speakers.</source>
        <translation>Kein Sprecher hat genug Äußerungen mit verschiedenen Werten für eine Karte. Wähle andere Ziele oder fasse die Sprecher zusammen.</translation>
    </message>
    <message>
        <source>There are no activations to correlate.</source>
        <translation>Es gibt keine Aktivierungen zum Korrelieren.</translation>
    </message>
    <message>
        <source>There are %1 activations, where %2 rows of %3 units were expected.</source>
        <translation>Es gibt %1 Aktivierungen, erwartet wurden %2 Zeilen mit %3 Einheiten.</translation>
    </message>
    <message>
        <source>Unit %1 of row %2 (speaker %3) is not a finite number. Compute the activations anew or leave the recording out.</source>
        <translation>Einheit %1 in Zeile %2 (Sprecher %3) ist keine endliche Zahl. Berechne die Aktivierungen neu oder lass die Aufnahme weg.</translation>
    </message>
    <message>
        <source>The activations have no row of the speaker %1.</source>
        <translation>Die Aktivierungen haben keine Zeile des Sprechers %1.</translation>
    </message>
    <message>
        <source>The level of the tests must lie between 0 and 1.</source>
        <translation>Das Niveau der Tests muss zwischen 0 und 1 liegen.</translation>
    </message>
    <message>
        <source>The number of permutations cannot be negative.</source>
        <translation>Die Zahl der Permutationen kann nicht negativ sein.</translation>
    </message>
    <message>
        <source>A correlation without duration needs the duration of each of %1 rows; there are %2.</source>
        <translation>Eine Korrelation ohne Dauer braucht die Dauer jeder von %1 Zeilen; vorhanden sind %2.</translation>
    </message>
    <message>
        <source>The duration of row %1 is not a finite number.</source>
        <translation>Die Dauer von Zeile %1 ist keine endliche Zahl.</translation>
    </message>
    <message>
        <source>A correlation without level needs the level of each of %1 rows; there are %2.</source>
        <translation>Eine Korrelation ohne Pegel braucht den Pegel jeder von %1 Zeilen; vorhanden sind %2.</translation>
    </message>
    <message>
        <source>The level of row %1 is not a finite number: it may be silent. Leave it out.</source>
        <translation>Der Pegel von Zeile %1 ist keine endliche Zahl: Sie ist vielleicht still. Lass sie weg.</translation>
    </message>
    <message>
        <source>The target &quot;%1&quot; is not known of any recording.</source>
        <translation>Das Ziel „%1“ ist von keiner Aufnahme bekannt.</translation>
    </message>
    <message>
        <source>The target &quot;%1&quot; is not known of any recording of the speaker %2.</source>
        <translation>Das Ziel „%1“ ist von keiner Aufnahme des Sprechers %2 bekannt.</translation>
    </message>
    <message>
        <source>The target &quot;%1&quot; is the same for all recordings: nothing can correlate with it.</source>
        <translation>Das Ziel „%1“ ist bei allen Aufnahmen gleich: Nichts kann damit korrelieren.</translation>
    </message>
    <message>
        <source>The target &quot;%1&quot; is the same for all recordings of the speaker %2: nothing can correlate with it.</source>
        <translation>Das Ziel „%1“ ist bei allen Aufnahmen des Sprechers %2 gleich: Nichts kann damit korrelieren.</translation>
    </message>
    <message>
        <source>The target &quot;%1&quot; has %2 values for %3 rows of activations.</source>
        <translation>Das Ziel „%1“ hat %2 Werte für %3 Zeilen von Aktivierungen.</translation>
    </message>
    <message>
        <source>The target &quot;%1&quot; is not a finite number in row %2.</source>
        <translation>Das Ziel „%1“ ist in Zeile %2 keine endliche Zahl.</translation>
    </message>
    <message>
        <source>Activations can be compared of the same utterances and units only.</source>
        <translation>Aktivierungen lassen sich nur bei gleichen Äußerungen und Einheiten vergleichen.</translation>
    </message>
    <message>
        <source>Maps of %1 and %2 units cannot be compared.</source>
        <translation>Karten mit %1 und %2 Einheiten lassen sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>Maps that are means over speakers can be compared by their rows only: choose one speaker, or centred speakers.</source>
        <translation>Karten, die Mittel über Sprecher sind, lassen sich nur über ihre Zeilen vergleichen: Wähle einen Sprecher oder zentrierte Sprecher.</translation>
    </message>
    <message>
        <source>%1 holds no sound where %2 should be. Repair the recording or the utterance&apos;s times.</source>
        <translation>%1 enthält keinen Ton, wo %2 sein sollte. Repariere die Aufnahme oder die Zeiten der Äußerung.</translation>
    </message>
    <message>
        <source>%1 is digital silence: there is nothing to take activations from. Leave it out of the corpus or repair its recording.</source>
        <translation>%1 ist digitale Stille: Daraus lassen sich keine Aktivierungen gewinnen. Lass die Äußerung aus dem Korpus weg oder repariere ihre Aufnahme.</translation>
    </message>
    <message>
        <source>Reading: %1 of %2 utterances</source>
        <translation>Lesen: %1 von %2 Äußerungen</translation>
    </message>
    <message>
        <source>Activations: %1 of %2 utterances</source>
        <translation>Aktivierungen: %1 von %2 Äußerungen</translation>
    </message>
    <message>
        <source>%1 gives no activations: %2 Leave it out of the corpus or repair its recording.</source>
        <translation>%1 ergibt keine Aktivierungen: %2 Lass die Äußerung aus dem Korpus weg oder repariere ihre Aufnahme.</translation>
    </message>
    <message>
        <source>The network %1 has no tap named %2. It has: %3.</source>
        <translation>Das Netz %1 hat keinen Abgriff namens %2. Es hat: %3.</translation>
    </message>
    <message>
        <source>The corpus %1 has no utterances. Import it again.</source>
        <translation>Das Korpus %1 hat keine Äußerungen. Importiere es neu.</translation>
    </message>
    <message>
        <source>The corpus %1 is not the one whose activations were asked for. Open it again.</source>
        <translation>Das Korpus %1 ist nicht das, dessen Aktivierungen verlangt wurden. Öffne es neu.</translation>
    </message>
    <message>
        <source>The network %1 has %2 layers only, so that %3 cannot be taken.</source>
        <translation>Das Netz %1 hat nur %2 Schichten, deshalb lässt sich %3 nicht nehmen.</translation>
    </message>
    <message>
        <source>The feature set %1 has no row for a whole recording. Choose eGeMAPSv02.</source>
        <translation>Der Merkmalssatz %1 hat keine Zeile für eine ganze Aufnahme. Wähle eGeMAPSv02.</translation>
    </message>
    <message>
        <source>%1 is no table of labels: its rows need a column id.</source>
        <translation>%1 ist keine Tabelle mit Labels: Deren Zeilen brauchen eine Spalte id.</translation>
    </message>
    <message>
        <source>The corpus %1 has neither ratings nor labels that differ, so there is nothing to correlate with. Label it first.</source>
        <translation>Das Korpus %1 hat weder Bewertungen noch Labels, die sich unterscheiden, also nichts zum Korrelieren. Labele es zuerst.</translation>
    </message>
    <message>
        <source>The corpus %1 has no ratings of %2. Choose one of: %3.</source>
        <translation>Das Korpus %1 hat keine Bewertungen von %2. Wähle aus: %3.</translation>
    </message>
    <message>
        <source>The corpus %1 has no %2 to correlate with. Choose one of: %3.</source>
        <translation>Im Korpus %1 fehlt %2 zum Korrelieren. Wähle aus: %3.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be 16000 or 22050.</source>
        <translation>%1, Zeile %2: „%3“ muss 16000 oder 22050 sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must name at least one speaker.</source>
        <translation>%1, Zeile %2: „%3“ muss mindestens einen Sprecher nennen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; names the speaker %4, who is tested: a tested speaker must not choose the epoch.</source>
        <translation>%1, Zeile %2: „%3“ nennt den Sprecher %4, der getestet wird: Ein getesteter Sprecher darf die Epoche nicht bestimmen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; holds %4 twice or does not know it. Systems are units, first-3, last-3, features, mean.</source>
        <translation>%1, Zeile %2: „%3“ enthält %4 doppelt oder kennt es nicht. Systeme sind units, first-3, last-3, features, mean.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must name at least one system.</source>
        <translation>%1, Zeile %2: „%3“ muss mindestens ein System nennen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; needs a table, such as [table.1].</source>
        <translation>%1, Zeile %2: „%3“ braucht eine Tabelle, etwa [table.1].</translation>
    </message>
    <message>
        <source>20 cepstral coefficients at 16 kHz, every 32 ms, else as mfcc20-librosa-22050: the usual input of the gated-convolution recogniser.</source>
        <translation>20 Cepstralkoeffizienten bei 16 kHz, alle 32 ms, sonst wie mfcc20-librosa-22050: die übliche Eingabe des Erkenners mit Gated Convolutions.</translation>
    </message>
    <message>
        <source>The layers do not have the %1 units of the activations.</source>
        <translation>Die Schichten haben nicht die %1 Einheiten der Aktivierungen.</translation>
    </message>
    <message>
        <source>Probes need at least 3 folds: one is chosen on inside the training part.</source>
        <translation>Probes brauchen mindestens 3 Folds: Auf einem davon wird innerhalb des Trainingsteils ausgewählt.</translation>
    </message>
    <message>
        <source>Leaving one speaker out needs at least two speakers.</source>
        <translation>Einen Sprecher auszulassen braucht mindestens zwei Sprecher.</translation>
    </message>
    <message>
        <source>The setting kernel is %1, but a frame needs as many neighbours before it as behind it: take an odd number.</source>
        <translation>Die Einstellung kernel ist %1, aber ein Frame braucht ebenso viele Nachbarn vor sich wie hinter sich: Nimm eine ungerade Zahl.</translation>
    </message>
    <message>
        <source>%1 is damaged or holds no activations. Delete it and compute them again.</source>
        <translation>%1 ist beschädigt oder enthält keine Aktivierungen. Lösche die Datei und berechne die Aktivierungen neu.</translation>
    </message>
    <message>
        <source>Activations cannot be stored in %1: utterances, layers and values do not fit each other.</source>
        <translation>Aktivierungen lassen sich nicht in %1 speichern: Äußerungen, Schichten und Werte passen nicht zusammen.</translation>
    </message>
    <message>
        <source>Another process is computing %1. Wait until it has ended.</source>
        <translation>Ein anderer Prozess berechnet %1. Warte, bis er beendet ist.</translation>
    </message>
    <message>
        <source>No utterance of %1 gave activations. The first: %2</source>
        <translation>Keine Äußerung von %1 ergab Aktivierungen. Die erste: %2</translation>
    </message>
    <message>
        <source>%1 is no NumPy array of 32-bit numbers in C order.</source>
        <translation>%1 ist kein NumPy-Array mit 32-Bit-Zahlen in C-Reihenfolge.</translation>
    </message>
    <message>
        <source>The network %1 has no tap &quot;%2&quot;. Its taps are: %3.</source>
        <translation>Das Netz %1 hat keinen Abgriff „%2“. Seine Abgriffe sind: %3.</translation>
    </message>
    <message>
        <source>Stretch %1: the unit %2 of the network %3 gave a value that is no number.</source>
        <translation>Abschnitt %1: Die Einheit %2 des Netzes %3 ergab einen Wert, der keine Zahl ist.</translation>
    </message>
    <message>
        <source>The model %1 is of the kind %2, which has no layers to look at.</source>
        <translation>Das Modell %1 ist von der Art %2, die keine Schichten zum Ansehen hat.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2: it writes down what is said, and knows no emotions.</source>
        <translation>%1 ist von der Art %2: Das Modell schreibt auf, was gesagt wird, und kennt keine Emotionen.</translation>
    </message>
    <message>
        <source>The sound is empty: there is nothing for the network to hear.</source>
        <translation>Der Ton ist leer: Das Netz hat nichts zu hören.</translation>
    </message>
    <message>
        <source>The sound is too short for a single frame of %1.</source>
        <translation>Der Ton ist zu kurz für einen einzigen Frame von %1.</translation>
    </message>
    <message>
        <source>Stretch %1: %2</source>
        <translation>Abschnitt %1: %2</translation>
    </message>
    <message>
        <source>The corpus %1 has no speaker &quot;%2&quot;. Its speakers are: %3.</source>
        <translation>Das Korpus %1 hat keinen Sprecher „%2“. Seine Sprecher sind: %3.</translation>
    </message>
    <message>
        <source>The corpus %1 has no transcripts: a recogniser has nothing to learn.</source>
        <translation>Das Korpus %1 hat keine Transkripte: Ein Erkenner hat nichts zu lernen.</translation>
    </message>
    <message>
        <source>%1 texts are to be held out, but the corpus %2 has only %3 different ones.</source>
        <translation>%1 Texte sollen zurückgehalten werden, aber das Korpus %2 hat nur %3 verschiedene.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>das Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>die Validierung</translation>
    </message>
    <message>
        <source>the test</source>
        <translation>den Test</translation>
    </message>
    <message>
        <source>The corpus %1 leaves %2 utterances for %3. Name other speakers, or hold out fewer texts.</source>
        <translation>Das Korpus %1 lässt %2 Äußerungen für %3 übrig. Nenne andere Sprecher oder halte weniger Texte zurück.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2, which does not write down what is said.</source>
        <translation>%1 ist von der Art %2, die nicht aufschreibt, was gesagt wird.</translation>
    </message>
    <message>
        <source>The validation loss was infinite or undefined in every epoch. Lower the learning rate.</source>
        <translation>Der Validierungsverlust war in jeder Epoche unendlich oder nicht definiert. Verringere die Lernrate.</translation>
    </message>
    <message>
        <source>The loss became infinite or undefined in epoch %1, batch %2, at the utterance %3. Lower the learning rate.</source>
        <translation>Der Verlust wurde in Epoche %1, Stapel %2, bei der Äußerung %3 unendlich oder nicht definiert. Verringere die Lernrate.</translation>
    </message>
    <message>
        <source>%1 does not say which characters its network writes. Get the model again.</source>
        <translation>%1 gibt nicht an, welche Zeichen das Netz schreibt. Hol das Modell neu.</translation>
    </message>
    <message>
        <source>The model %1 gives dimensions such as valence, and no emotions. Choose another one.</source>
        <translation>Das Modell %1 ergibt Dimensionen wie Valenz und keine Emotionen. Wähle ein anderes.</translation>
    </message>
    <message>
        <source>The network %1 has no layer %2. Its layers are 1 to %3.</source>
        <translation>Das Netz %1 hat keine Schicht %2. Seine Schichten sind 1 bis %3.</translation>
    </message>
    <message>
        <source>A correction by permutations needs some: give their number.</source>
        <translation>Eine Korrektur durch Permutationen braucht welche: Gib ihre Zahl an.</translation>
    </message>
    <message>
        <source>There are layers of %1 units for %2 activations.</source>
        <translation>Es gibt Schichten mit %1 Einheiten für %2 Aktivierungen.</translation>
    </message>
    <message>
        <source>%1 ends before %2 s, although it said to be longer. Save it anew.</source>
        <translation>%1 endet vor %2 s, obwohl die Datei eine längere Dauer angibt. Speichere sie neu.</translation>
    </message>
    <message>
        <source>%1 holds no regression on units that fits its card. Get the model again.</source>
        <translation>%1 enthält keine Regression auf Einheiten, die zur Karte passt. Hole das Modell noch einmal.</translation>
    </message>
    <message>
        <source>No utterance of %1 has a value of all of %2. Choose fewer targets.</source>
        <translation>Keine Äußerung von %1 hat Werte für alle diese Ziele: %2. Wähle weniger Ziele.</translation>
    </message>
    <message>
        <source>Choose at least one target to predict.</source>
        <translation>Wähle mindestens ein Ziel, das geschätzt werden soll.</translation>
    </message>
    <message>
        <source>A target is named twice.</source>
        <translation>Ein Ziel ist doppelt genannt.</translation>
    </message>
    <message>
        <source>At least one unit must be taken.</source>
        <translation>Mindestens eine Einheit muss genommen werden.</translation>
    </message>
    <message>
        <source>The activations of %1 on %2 hold no means. Compute them again.</source>
        <translation>Die Aktivierungen von %1 auf %2 enthalten keine Mittel. Berechne sie neu.</translation>
    </message>
    <message>
        <source>These activations are those of an untrained network, which is a control and no model. Take those of the trained one.</source>
        <translation>Diese Aktivierungen sind die eines untrainierten Netzes, das eine Kontrolle und kein Modell ist. Nimm die des trainierten.</translation>
    </message>
    <message>
        <source>The network %1 has %2 units: there is no unit %3, or it is named twice.</source>
        <translation>Das Netz %1 hat %2 Einheiten: Eine Einheit %3 gibt es nicht, oder sie ist doppelt genannt.</translation>
    </message>
    <message>
        <source>The activations of %1 were taken with other weights than it has now. Compute them again.</source>
        <translation>Die Aktivierungen von %1 wurden mit anderen Gewichten genommen, als das Netz jetzt hat. Berechne sie neu.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a model: letters, digits, - and _ can be in it. Choose another.</source>
        <translation>„%1“ kann nicht der Name eines Modells sein: Erlaubt sind Buchstaben, Ziffern, - und _. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>There is a model %1 of the kind %2 already. Choose another name.</source>
        <translation>Ein Modell %1 der Art %2 gibt es schon. Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 is there already. Choose another name.</source>
        <translation>%1 gibt es schon. Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>A unit of the network %1 gave a value that is no number.</source>
        <translation>Eine Einheit des Netzes %1 ergab einen Wert, der keine Zahl ist.</translation>
    </message>
    <message>
        <source>The network %1 gave other units than the model %2 was fitted to.</source>
        <translation>Das Netz %1 ergab andere Einheiten als die, an die das Modell %2 angepasst wurde.</translation>
    </message>
    <message>
        <source>The model %1 was fitted to the network %2 with other weights than it has now. Get that network again, or fit the model anew.</source>
        <translation>Das Modell %1 wurde an das Netz %2 mit anderen Gewichten angepasst, als es jetzt hat. Hole jenes Netz noch einmal oder passe das Modell neu an.</translation>
    </message>
    <message>
        <source>The network %1 has other units than the model %2 was fitted to. Fit it anew.</source>
        <translation>Das Netz %1 hat andere Einheiten als die, an die das Modell %2 angepasst wurde. Passe es neu an.</translation>
    </message>
    <message>
        <source>The model %1 stands on the network %2, which is not among the models. Put that network beside it.</source>
        <translation>Das Modell %1 beruht auf dem Netz %2, das nicht unter den Modellen ist. Lege dieses Netz daneben.</translation>
    </message>
    <message>
        <source>The layer %1 of %2 has no unit %3. Its units are 1 to %4.</source>
        <translation>Die Schicht %1 von %2 hat keine Einheit %3. Es gibt die Einheiten 1 bis %4.</translation>
    </message>
    <message>
        <source>No unit is chosen. Choose one at least.</source>
        <translation>Keine Einheit ist gewählt. Wähle mindestens eine.</translation>
    </message>
    <message>
        <source>%1 holds no sound where it should be listened to.</source>
        <translation>%1 enthält keinen Ton, wo gehört werden soll.</translation>
    </message>
    <message>
        <source>%1 is no stored regression, or it is damaged. Run its experiment again.</source>
        <translation>%1 ist keine gespeicherte Regression oder ist beschädigt. Führe das Experiment noch einmal aus.</translation>
    </message>
    <message>
        <source>No column differs between the rows, so there is nothing to predict from. Choose others.</source>
        <translation>Keine Spalte unterscheidet sich zwischen den Zeilen, also gibt es nichts, woraus sich schätzen ließe. Wähle andere.</translation>
    </message>
    <message>
        <source>The microphone %1 is gone. Live waits for it and goes on when it is back.</source>
        <translation>Das Mikrofon %1 ist weg. Live wartet darauf und macht weiter, sobald es wieder da ist.</translation>
    </message>
    <message>
        <source>The microphone %1 is back.</source>
        <translation>Das Mikrofon %1 ist wieder da.</translation>
    </message>
    <message>
        <source>%1 knows no classes of emotion. Choose a model that does.</source>
        <translation>%1 kennt keine Klassen von Emotionen. Wähle ein Modell, das welche kennt.</translation>
    </message>
    <message>
        <source>Live needs a window of 0.5 to 30 seconds, a hop of 0.05 to 10 seconds, a smoothing of 0 to 60 seconds and a threshold from 0 to 1.</source>
        <translation>Live braucht ein Fenster von 0,5 bis 30 Sekunden, eine Schrittweite von 0,05 bis 10 Sekunden, eine Glättung von 0 bis 60 Sekunden und eine Schwelle von 0 bis 1.</translation>
    </message>
    <message>
        <source>No microphone can be opened. Plug one in, or take a recording as the source.</source>
        <translation>Kein Mikrofon lässt sich öffnen. Schließe eines an oder nimm eine Aufnahme als Quelle.</translation>
    </message>
    <message>
        <source>The input device %1 cannot be opened. Choose another, or take a recording as the source.</source>
        <translation>Das Eingabegerät %1 lässt sich nicht öffnen. Wähle ein anderes oder nimm eine Aufnahme als Quelle.</translation>
    </message>
    <message>
        <source>leave one speaker out, %1 speakers</source>
        <translation>je ein Sprecher ausgelassen, %1 Sprecher</translation>
    </message>
    <message>
        <source>; columns chosen with the test speakers&apos; help: too small</source>
        <translation>; Spalten mithilfe der Testsprecher gewählt: zu klein</translation>
    </message>
    <message>
        <source>Predicting the mean of the training speakers: %1. Stored in %2.</source>
        <translation>Schätzung durch das Mittel der Trainingssprecher: %1. Gespeichert in %2.</translation>
    </message>
    <message>
        <source>the network %1 in the workspace</source>
        <translation>das Netz %1 im Arbeitsbereich</translation>
    </message>
    <message>
        <source>not run yet: prososcope-cli run resources/experiments/%1</source>
        <translation>noch nicht ausgeführt: prososcope-cli run resources/experiments/%1</translation>
    </message>
    <message>
        <source>Regressions of this workspace</source>
        <translation>Regressionen dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <source>%1: the units of %2 (%3) on %4. Stored in %5.</source>
        <translation>%1: die Einheiten von %2 (%3) auf %4. Gespeichert in %5.</translation>
    </message>
    <message>
        <source>Mean squared errors over the speakers left out, with the 95 % interval and spread over speakers (divisor their number). Utterances left out: %1 without ratings, %2 without an agreed class. Made by prososcope-cli run %3</source>
        <translation>Mittlere quadratische Abweichungen über die weggelassenen Sprecher, mit dem 95-%-Intervall und der Streuung über die Sprecher (Teiler: ihre Anzahl). Ausgelassene Äußerungen: %1 ohne Bewertungen, %2 ohne eine Klasse, in der die Bewerter einig waren. Erstellt mit prososcope-cli run %3</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: the table %4 of that experiment has no %5.</source>
        <translation>%1, Zeile %2: „%3“: In der Tabelle %4 dieses Experiments gibt es %5 nicht.</translation>
    </message>
    <message>
        <source>less the feature set&apos;s error %1, paired by speaker, p %2</source>
        <translation>minus Fehler des Merkmalssatzes: %1, nach Sprechern gepaart, p %2</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>MSE (95 % interval)</source>
        <translation>MSE (95-%-Intervall)</translation>
    </message>
    <message>
        <source>sd</source>
        <translation>SD</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>Varianz</translation>
    </message>
    <message>
        <source>less the features (95 % interval)</source>
        <translation>minus Merkmale (95-%-Intervall)</translation>
    </message>
    <message>
        <source>; variance %1</source>
        <translation>; Varianz %1</translation>
    </message>
    <message>
        <source>%1 cannot be written as FLAC. Choose WAV.</source>
        <translation>%1 lässt sich nicht als FLAC schreiben. Wähle WAV.</translation>
    </message>
    <message>
        <source>%1 is no recording of this program, or an empty one.</source>
        <translation>%1 ist keine Aufnahme dieses Programms oder eine leere.</translation>
    </message>
    <message>
        <source>This user may open no microphone. Allow it in the system&apos;s sound settings (on Linux: the group audio), sign in again, or take a recording as the source.</source>
        <translation>Dieser Benutzer darf kein Mikrofon öffnen. Erlaube es in den Toneinstellungen des Systems (unter Linux: die Gruppe audio) und melde dich neu an, oder nimm eine Aufnahme als Quelle.</translation>
    </message>
    <message>
        <source>Another program uses the microphone. Close that program, choose another device, or take a recording as the source.</source>
        <translation>Ein anderes Programm benutzt das Mikrofon. Schließe dieses Programm, wähle ein anderes Gerät oder nimm eine Aufnahme als Quelle.</translation>
    </message>
    <message>
        <source>The input device %1 is not there. Plug it in, choose another, or take a recording as the source.</source>
        <translation>Das Eingabegerät %1 ist nicht da. Schließe es an, wähle ein anderes oder nimm eine Aufnahme als Quelle.</translation>
    </message>
    <message>
        <source>Another program uses the input device %1. Close that program, or choose another device.</source>
        <translation>Ein anderes Programm benutzt das Eingabegerät %1. Schließe dieses Programm oder wähle ein anderes Gerät.</translation>
    </message>
    <message>
        <source>This user may not open the input device %1. Allow it in the system&apos;s sound settings (on Linux: the group audio) and sign in again, or choose another device.</source>
        <translation>Dieser Benutzer darf das Eingabegerät %1 nicht öffnen. Erlaube es in den Toneinstellungen des Systems (unter Linux: die Gruppe audio) und melde dich neu an, oder wähle ein anderes Gerät.</translation>
    </message>
    <message>
        <source>The input device %1 refuses every sample rate from 8 to 192 kHz that was tried. Set one in the system&apos;s sound settings, or choose another device.</source>
        <translation>Das Eingabegerät %1 lehnt jede versuchte Abtastrate von 8 bis 192 kHz ab. Stelle eine in den Toneinstellungen des Systems ein oder wähle ein anderes Gerät.</translation>
    </message>
    <message>
        <source>%1 cannot grow: the disk is full, or takes no larger file.</source>
        <translation>%1 kann nicht wachsen: Der Datenträger ist voll oder nimmt keine größere Datei auf.</translation>
    </message>
    <message>
        <source>%1 cannot learn a neutral voice: it has no such class, or does not adapt.</source>
        <translation>%1 kann keine neutrale Stimme lernen: Das Modell hat keine solche Klasse oder passt sich nicht an.</translation>
    </message>
    <message>
        <source>Live goes on with %1.</source>
        <translation>Live macht mit %1 weiter.</translation>
    </message>
    <message>
        <source>The recording %1 is over. Live hears %2 again.</source>
        <translation>Die Aufnahme %1 ist zu Ende. Live hört wieder %2.</translation>
    </message>
    <message>
        <source>The microphone %1 gives only silence: is it muted?</source>
        <translation>Das Mikrofon %1 liefert nur Stille: Ist es stummgeschaltet?</translation>
    </message>
    <message>
        <source>The microphone %1 is too loud and clips. Turn it down, or speak further away from it.</source>
        <translation>Das Mikrofon %1 ist zu laut und übersteuert. Stelle es leiser oder sprich mit mehr Abstand.</translation>
    </message>
    <message>
        <source>The model is slower than the sound: a result comes every %1 s in the place of every %2 s.</source>
        <translation>Das Modell ist langsamer als der Ton: Ein Ergebnis kommt alle %1 s statt alle %2 s.</translation>
    </message>
    <message>
        <source>The model keeps up with the sound again: a result comes every %1 s.</source>
        <translation>Das Modell hält mit dem Ton wieder Schritt: Ein Ergebnis kommt alle %1 s.</translation>
    </message>
    <message>
        <source>The recording %1 has stopped: the disk is full, or takes no larger file. What was recorded is kept, and Live goes on.</source>
        <translation>Die Aufnahme %1 wurde beendet: Der Datenträger ist voll oder nimmt keine größere Datei auf. Was aufgenommen wurde, bleibt erhalten, und Live läuft weiter.</translation>
    </message>
    <message>
        <source>The recording %1 has stopped: its files cannot be written any more. What was recorded is kept, and Live goes on.</source>
        <translation>Die Aufnahme %1 wurde beendet: Die Dateien lassen sich nicht mehr schreiben. Was aufgenommen wurde, bleibt erhalten, und Live läuft weiter.</translation>
    </message>
    <message>
        <source>The recording %1 has stopped: the disk is too slow for it. What was recorded is kept, and Live goes on.</source>
        <translation>Die Aufnahme %1 wurde beendet: Der Datenträger ist zu langsam für sie. Was aufgenommen wurde, bleibt erhalten, und Live läuft weiter.</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a recording. Choose one without slashes.</source>
        <translation>„%1“ kann nicht der Name einer Aufnahme sein. Wähle einen ohne Schrägstriche.</translation>
    </message>
    <message>
        <source>%1 takes no further recordings of that name. Choose another.</source>
        <translation>%1 nimmt keine weiteren Aufnahmen dieses Namens auf. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>The computer stood still for %1 s: Live opens %2 anew.</source>
        <translation>Der Rechner stand %1 s still: Live öffnet %2 neu.</translation>
    </message>
    <message>
        <source>Delay %1 ms (median), %2 ms (95 %), %3 ms (99 %); real-time factor %4; overflows: %5; widened hops: %6</source>
        <translation>Verzögerung %1 ms (Median), %2 ms (95 %), %3 ms (99 %); Echtzeitfaktor %4; Überläufe: %5; vergrößerte Schrittweiten: %6</translation>
    </message>
    <message>
        <source>No sound has come yet.</source>
        <translation>Es ist noch kein Ton angekommen.</translation>
    </message>
    <message>
        <source>Start Live with the microphone of the show.</source>
        <translation>Starte Live mit dem Mikrofon der Vorführung.</translation>
    </message>
    <message>
        <source>The microphone gives digital silence.</source>
        <translation>Das Mikrofon liefert digitale Stille.</translation>
    </message>
    <message>
        <source>Unmute it, or choose another input.</source>
        <translation>Hebe die Stummschaltung auf oder wähle einen anderen Eingang.</translation>
    </message>
    <message>
        <source>Sound at %1 dB; no speech was detected yet.</source>
        <translation>Ton bei %1 dB; Sprache wurde noch nicht erkannt.</translation>
    </message>
    <message>
        <source>Speak a few sentences from where the speaker will stand.</source>
        <translation>Sprich ein paar Sätze von dort, wo der Sprecher stehen wird.</translation>
    </message>
    <message>
        <source>Speech is heard at %1 dB, which is quiet.</source>
        <translation>Sprache ist bei %1 dB zu hören, das ist leise.</translation>
    </message>
    <message>
        <source>Bring the microphone closer, or raise its level.</source>
        <translation>Bring das Mikrofon näher heran oder erhöhe seinen Pegel.</translation>
    </message>
    <message>
        <source>Speech is heard at %1 dB, which is loud.</source>
        <translation>Sprache ist bei %1 dB zu hören, das ist laut.</translation>
    </message>
    <message>
        <source>Lower the microphone&apos;s level.</source>
        <translation>Verringere den Pegel des Mikrofons.</translation>
    </message>
    <message>
        <source>Speech is heard at %1 dB.</source>
        <translation>Sprache ist bei %1 dB zu hören.</translation>
    </message>
    <message>
        <source>The room&apos;s noise is not known yet.</source>
        <translation>Das Raumgeräusch ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Wait for three seconds of sound.</source>
        <translation>Warte drei Sekunden Ton ab.</translation>
    </message>
    <message>
        <source>Noise at %1 dB; speech has not been heard to compare.</source>
        <translation>Raumgeräusch bei %1 dB; zum Vergleich war noch keine Sprache zu hören.</translation>
    </message>
    <message>
        <source>Speak, with pauses, as in the show.</source>
        <translation>Sprich mit Pausen, wie in der Vorführung.</translation>
    </message>
    <message>
        <source>Noise at %1 dB, speech about %2 dB above it.</source>
        <translation>Raumgeräusch bei %1 dB, Sprache etwa %2 dB darüber.</translation>
    </message>
    <message>
        <source>Bring the microphone closer, or make the room quieter; pause between sentences.</source>
        <translation>Bring das Mikrofon näher heran oder mach den Raum leiser; lass zwischen den Sätzen Pausen.</translation>
    </message>
    <message>
        <source>Clipped for %1 ms of the last %2 s.</source>
        <translation>Übersteuert während %1 ms der letzten %2 s.</translation>
    </message>
    <message>
        <source>Nothing has clipped, but nobody has spoken.</source>
        <translation>Nichts war übersteuert, es hat aber noch niemand gesprochen.</translation>
    </message>
    <message>
        <source>Speak as loudly as in the show.</source>
        <translation>Sprich so laut wie in der Vorführung.</translation>
    </message>
    <message>
        <source>Nothing clipped in the last %1 s.</source>
        <translation>In den letzten %1 s war nichts übersteuert.</translation>
    </message>
    <message>
        <source>The model has answered %1 of %2 times before it is warm.</source>
        <translation>Das Modell wird noch warm: %1 von %2 Antworten sind da.</translation>
    </message>
    <message>
        <source>Speak for a few seconds.</source>
        <translation>Sprich ein paar Sekunden lang.</translation>
    </message>
    <message>
        <source>The model is warm: %1 ms of each %2 ms.</source>
        <translation>Das Modell ist warm: %1 ms von je %2 ms.</translation>
    </message>
    <message>
        <source>Set a longer hop, choose a smaller model, or close other programs.</source>
        <translation>Stelle eine größere Schrittweite ein, wähle ein kleineres Modell oder schließe andere Programme.</translation>
    </message>
    <message>
        <source>Losses of sound: %1. The machine cannot follow.</source>
        <translation>Tonverluste: %1. Der Rechner kommt nicht nach.</translation>
    </message>
    <message>
        <source>Close other programs, or stop the training that runs.</source>
        <translation>Schließe andere Programme oder brich das laufende Training ab.</translation>
    </message>
    <message>
        <source>The delay has not been measured yet.</source>
        <translation>Die Verzögerung wurde noch nicht gemessen.</translation>
    </message>
    <message>
        <source>Sound to result: %1 ms median, %2 ms 95th percentile.</source>
        <translation>Vom Ton zum Ergebnis: %1 ms im Median, %2 ms im 95. Perzentil.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>Schließe andere Programme oder wähle ein kleineres Modell.</translation>
    </message>
    <message>
        <source>No screen is known.</source>
        <translation>Kein Bildschirm ist bekannt.</translation>
    </message>
    <message>
        <source>%1 is not connected; the presentation opens on %2.</source>
        <translation>%1 ist nicht angeschlossen; die Vorführung öffnet sich auf %2.</translation>
    </message>
    <message>
        <source>Connect it, or choose another screen.</source>
        <translation>Schließe ihn an oder wähle einen anderen Bildschirm.</translation>
    </message>
    <message>
        <source>%1 is the only screen: the presentation covers this window.</source>
        <translation>%1 ist der einzige Bildschirm: Die Vorführung verdeckt dieses Fenster.</translation>
    </message>
    <message>
        <source>Connect a second screen; Esc leaves the presentation.</source>
        <translation>Schließe einen zweiten Bildschirm an; Esc verlässt die Vorführung.</translation>
    </message>
    <message>
        <source>The presentation opens on %1.</source>
        <translation>Die Vorführung öffnet sich auf %1.</translation>
    </message>
    <message>
        <source>The desktop keeps the screen on.</source>
        <translation>Der Desktop lässt den Bildschirm eingeschaltet.</translation>
    </message>
    <message>
        <source>The screen may go dark: no service of this desktop keeps it on.</source>
        <translation>Der Bildschirm wird vielleicht dunkel: Kein Dienst dieses Desktops lässt ihn eingeschaltet.</translation>
    </message>
    <message>
        <source>Switch off the screen saver and the power saving by hand.</source>
        <translation>Schalte Bildschirmschoner und Energiesparen von Hand aus.</translation>
    </message>
    <message>
        <source>The desktop is being asked to keep the screen on.</source>
        <translation>Der Desktop wird gerade gebeten, den Bildschirm eingeschaltet zu lassen.</translation>
    </message>
    <message>
        <source>The machine is plugged in.</source>
        <translation>Der Rechner hängt am Stromnetz.</translation>
    </message>
    <message>
        <source>The machine runs on its battery, %1 % charged.</source>
        <translation>Der Rechner läuft im Akkubetrieb, %1 % geladen.</translation>
    </message>
    <message>
        <source>The machine runs on its battery.</source>
        <translation>Der Rechner läuft im Akkubetrieb.</translation>
    </message>
    <message>
        <source>Plug it in: on battery it computes more slowly and may sleep.</source>
        <translation>Schließe das Netzteil an: Im Akkubetrieb rechnet er langsamer und schläft vielleicht ein.</translation>
    </message>
    <message>
        <source>%1 is no journal of a recording, or a damaged one.</source>
        <translation>%1 ist kein Journal einer Aufnahme oder ein beschädigtes.</translation>
    </message>
    <message>
        <source>Nothing was recorded: no sound came for %1.</source>
        <translation>Nichts wurde aufgenommen: Für %1 kam kein Ton.</translation>
    </message>
    <message>
        <source>%1 holds no tested utterances: no recogniser was trained to its end there.</source>
        <translation>%1 enthält keine getesteten Äußerungen: Dort wurde kein Erkenner zu Ende trainiert.</translation>
    </message>
    <message>
        <source>%1 has no column &quot;%2&quot;.</source>
        <translation>%1 hat keine Spalte „%2“.</translation>
    </message>
    <message>
        <source>The utterance %1 is &quot;%2&quot; in one of the trainings and &quot;%3&quot; in the other: they cannot be compared.</source>
        <translation>Die Äußerung %1 lautet in einem der Trainings „%2“ und im anderen „%3“: Sie können nicht verglichen werden.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: splice_most is less than splice_fewest.</source>
        <translation>%1, Zeile %2: „%3“: splice_most ist kleiner als splice_fewest.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; needs held_out_texts.</source>
        <translation>%1, Zeile %2: „%3“ braucht held_out_texts.</translation>
    </message>
    <message>
        <source>%1 does not give valence and arousal. Choose a model that does.</source>
        <translation>%1 gibt Valenz und Erregung nicht an. Wähle ein Modell, das es tut.</translation>
    </message>
    <message>
        <source>%1 listens at another rate than %2. Choose a model of the same rate.</source>
        <translation>%1 hört mit einer anderen Abtastrate als %2. Wähle ein Modell mit derselben.</translation>
    </message>
    <message>
        <source>The validation speakers of the corpus %1 say none of the held-out texts, which are to choose the epoch.</source>
        <translation>Die Validierungssprecher des Korpus %1 sagen keinen der zurückgehaltenen Texte, die die Epoche wählen sollen.</translation>
    </message>
    <message>
        <source>%1 is no model of this workspace.</source>
        <translation>%1 ist kein Modell dieses Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>Nothing here computes the reference encoder %1.</source>
        <translation>Nichts hier berechnet den Referenz-Encoder %1.</translation>
    </message>
    <message>
        <source>The model %1 gives values that are no finite numbers: its weights are damaged or belong to another network.</source>
        <translation>Das Modell %1 ergibt Werte, die keine endlichen Zahlen sind: Seine Gewichte sind beschädigt oder gehören zu einem anderen Netz.</translation>
    </message>
    <message>
        <source>%1 is damaged, cut short or no PyTorch file. Get or make it again.</source>
        <translation>%1 ist beschädigt, abgeschnitten oder keine PyTorch-Datei. Hole oder erzeuge sie neu.</translation>
    </message>
    <message>
        <source>%1 is only a placeholder of Git LFS. Fetch the file itself (git lfs pull), or download it.</source>
        <translation>%1 ist nur ein Platzhalter von Git LFS. Hole die Datei selbst (git lfs pull) oder lade sie herunter.</translation>
    </message>
    <message>
        <source>%1 is neither a safetensors nor a PyTorch file. Choose a model.safetensors, a pytorch_model.bin or a .pt file.</source>
        <translation>%1 ist weder eine safetensors- noch eine PyTorch-Datei. Wähle eine model.safetensors, eine pytorch_model.bin oder eine .pt-Datei.</translation>
    </message>
    <message>
        <source>%1 holds no tensors by their names (only: %2). Open it in Python and save its state_dict() as safetensors.</source>
        <translation>%1 enthält keine Tensoren unter ihren Namen (nur: %2). Öffne die Datei in Python und speichere ihr state_dict() als safetensors.</translation>
    </message>
    <message>
        <source>%1 keeps its tensors in a way that only Python can read (%2). Open it in Python and save its tensors as safetensors.</source>
        <translation>%1 legt die Tensoren so ab, dass nur Python sie lesen kann (%2). Öffne die Datei in Python und speichere ihre Tensoren als safetensors.</translation>
    </message>
    <message>
        <source>%1 lacks the tensor %2, which its index names. The files do not belong together: get them again.</source>
        <translation>%1 fehlt der Tensor %2, den der Index nennt. Die Dateien gehören nicht zusammen: Hole sie noch einmal.</translation>
    </message>
    <message>
        <source>%1 names the file %2, which is not in the folder. Get all files of the model.</source>
        <translation>%1 nennt die Datei %2, die nicht im Ordner liegt. Hole alle Dateien des Modells.</translation>
    </message>
    <message>
        <source>%1 holds neither model.safetensors nor pytorch_model.bin. Choose the folder that holds one, or the file itself.</source>
        <translation>%1 enthält weder model.safetensors noch pytorch_model.bin. Wähle den Ordner, der eine davon enthält, oder die Datei selbst.</translation>
    </message>
    <message>
        <source>%1 is no configuration of a speech encoder.</source>
        <translation>%1 ist keine Konfiguration eines Sprach-Encoders.</translation>
    </message>
    <message>
        <source>%1 cannot be used: its field &quot;%2&quot; is not as a speech encoder has it.</source>
        <translation>%1 ist nicht verwendbar: Das Feld „%2“ ist nicht so, wie ein Sprach-Encoder es hat.</translation>
    </message>
    <message>
        <source>%1 cannot be used: its field &quot;%2&quot; is %3, which is out of bounds.</source>
        <translation>%1 ist nicht verwendbar: Das Feld „%2“ ist %3 und liegt damit außerhalb der Grenzen.</translation>
    </message>
    <message>
        <source>%1 has the activation &quot;%2&quot;; this program computes the encoders with GELU alone.</source>
        <translation>%1 hat die Aktivierungsfunktion „%2“; dieses Programm berechnet die Encoder nur mit GELU.</translation>
    </message>
    <message>
        <source>%1 has adapters behind or inside its layers, which this program does not compute.</source>
        <translation>%1 hat Adapter hinter oder in den Schichten, die dieses Programm nicht berechnet.</translation>
    </message>
    <message>
        <source>%1 cannot be used: its token &quot;%2&quot; has a number that is taken or out of bounds.</source>
        <translation>%1 ist nicht verwendbar: Das Token „%2“ hat eine Nummer, die vergeben ist oder außerhalb der Grenzen liegt.</translation>
    </message>
    <message>
        <source>%1 is of the family &quot;%2&quot;, which this program does not know. It knows wav2vec2, hubert, wavlm, data2vec-audio and whisper.</source>
        <translation>%1 gehört zur Familie „%2“, die dieses Programm nicht kennt. Es kennt wav2vec2, hubert, wavlm, data2vec-audio und whisper.</translation>
    </message>
    <message>
        <source>%1 does not say enough of its encoder (%2). Convert it to the Hugging Face layout first.</source>
        <translation>%1 sagt nicht genug über den Encoder (%2). Wandle die Datei zuerst in das Hugging-Face-Layout um.</translation>
    </message>
    <message>
        <source>The file does not say how many attention heads it has; assumed are %1, as published.</source>
        <translation>Die Datei sagt nicht, wie viele Aufmerksamkeitsköpfe das Netz hat; angenommen sind %1, wie veröffentlicht.</translation>
    </message>
    <message>
        <source>The file does not name its symbols; assumed are the letters of the published English models.</source>
        <translation>Die Datei nennt ihre Zeichen nicht; angenommen sind die Buchstaben der veröffentlichten englischen Modelle.</translation>
    </message>
    <message>
        <source>%1 does not hold the tensors of its configuration (%2): %3.</source>
        <translation>%1 enthält nicht die Tensoren der Konfiguration (%2): %3.</translation>
    </message>
    <message>
        <source>%1 holds no speech encoder that is known here (wav2vec 2.0, HuBERT, WavLM, data2vec audio). Convert it to the Hugging Face layout first.</source>
        <translation>%1 enthält keinen Sprach-Encoder, der hier bekannt ist (wav2vec 2.0, HuBERT, WavLM, data2vec audio). Wandle die Datei zuerst in das Hugging-Face-Layout um.</translation>
    </message>
    <message>
        <source>Two tensors of %1 stand for one parameter (%2). Choose another file of this model.</source>
        <translation>Zwei Tensoren von %1 stehen für einen Parameter (%2). Wähle eine andere Datei dieses Modells.</translation>
    </message>
    <message>
        <source>There is no folder or file %1.</source>
        <translation>Einen Ordner oder eine Datei %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 has no config.json, which says what network it is. Choose a folder in the Hugging Face layout: config.json beside model.safetensors.</source>
        <translation>%1 hat keine config.json, die sagt, welches Netz es ist. Wähle einen Ordner im Hugging-Face-Layout: config.json neben model.safetensors.</translation>
    </message>
    <message>
        <source>%1 has a config.json but no weights: neither model.safetensors nor pytorch_model.bin.</source>
        <translation>%1 hat eine config.json, aber keine Gewichte: weder model.safetensors noch pytorch_model.bin.</translation>
    </message>
    <message>
        <source>No licence is named. Look at where the model comes from.</source>
        <translation>Keine Lizenz ist genannt. Sieh dort nach, woher das Modell stammt.</translation>
    </message>
    <message>
        <source>There is no preprocessor_config.json: how the sound is normalised follows from the family.</source>
        <translation>Eine preprocessor_config.json gibt es nicht: Wie der Ton normalisiert wird, folgt aus der Familie.</translation>
    </message>
    <message>
        <source>An encoder without a head: it names no emotions, but its layers can be looked at.</source>
        <translation>Ein Encoder ohne Ausgabekopf: Er nennt keine Emotionen, aber seine Schichten lassen sich ansehen.</translation>
    </message>
    <message>
        <source>A recogniser of tokens: it names no emotions, but its layers can be looked at.</source>
        <translation>Ein Erkenner von Tokens: Er nennt keine Emotionen, aber seine Schichten lassen sich ansehen.</translation>
    </message>
    <message>
        <source>%1 holds no tensors.</source>
        <translation>%1 enthält keine Tensoren.</translation>
    </message>
    <message>
        <source>The model needs %1 MB and %2 has %3 MB left. Make room and import it again.</source>
        <translation>Das Modell braucht %1 MB, und in %2 sind noch %3 MB frei. Schaffe Platz und importiere es noch einmal.</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Schreibe %1</translation>
    </message>
    <message>
        <source>%1 holds much more beside its tensors than a model needs. Open it in Python and save its tensors as safetensors.</source>
        <translation>%1 enthält neben den Tensoren viel mehr, als ein Modell braucht. Öffne die Datei in Python und speichere ihre Tensoren als safetensors.</translation>
    </message>
    <message>
        <source>%1 would run %2 when Python opens it, as a model never does. Nothing was run; do not use this file.</source>
        <translation>%1 würde %2 ausführen, wenn Python die Datei öffnet; das tut ein Modell nie. Nichts wurde ausgeführt; verwende diese Datei nicht.</translation>
    </message>
    <message>
        <source>%1 names a file outside its folder (%2), as a model never does. Nothing was read; do not use it.</source>
        <translation>%1 nennt eine Datei außerhalb des eigenen Ordners (%2); das tut ein Modell nie. Nichts wurde gelesen; verwende es nicht.</translation>
    </message>
    <message>
        <source>%1 is damaged or does not say which file holds which tensor. Get it again.</source>
        <translation>%1 ist beschädigt oder sagt nicht, welche Datei welchen Tensor enthält. Hole die Datei noch einmal.</translation>
    </message>
    <message>
        <source>%1 is a compressed archive, as PyTorch writes none. Unpack it and choose the model inside.</source>
        <translation>%1 ist ein komprimiertes Archiv, wie PyTorch keines schreibt. Entpacke es und wähle das Modell darin.</translation>
    </message>
    <message>
        <source>%1 came with the program and cannot be removed.</source>
        <translation>%1 kam mit dem Programm und lässt sich nicht entfernen.</translation>
    </message>
    <message>
        <source>%1 cannot be moved: %2.</source>
        <translation>%1 lässt sich nicht verschieben: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a model: 1 to 64 letters, digits, &apos;.&apos;, &apos;_&apos; and &apos;-&apos; are possible, no dot first.</source>
        <translation>„%1“ kann nicht der Name eines Modells sein: Möglich sind 1 bis 64 Buchstaben, Ziffern, „.“, „_“ und „-“, am Anfang kein Punkt.</translation>
    </message>
    <message>
        <source>There is a model named %1 already. Choose another name.</source>
        <translation>Ein Modell namens %1 gibt es schon. Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %2.</source>
        <translation>%1 lässt sich nicht löschen: %2.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>%1 cannot be brought back: another model has its name now.</source>
        <translation>%1 lässt sich nicht zurückholen: Ein anderes Modell hat jetzt diesen Namen.</translation>
    </message>
    <message>
        <source>%1 is not as a reference case of a speech encoder has it.</source>
        <translation>%1 ist nicht so, wie ein Referenzfall eines Sprach-Encoders es vorsieht.</translation>
    </message>
    <message>
        <source>The card of %1 does not say how large its encoder is. Import the model again.</source>
        <translation>Die Karte von %1 sagt nicht, wie groß der Encoder ist. Importiere das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The sound holds samples that are no numbers.</source>
        <translation>Der Ton enthält Abtastwerte, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>The sound is too short for this network: it needs at least %1 samples.</source>
        <translation>Der Ton ist für dieses Netz zu kurz: Nötig sind mindestens %1 Abtastwerte.</translation>
    </message>
    <message>
        <source>The network %1 gave a value that is no number.</source>
        <translation>Das Netz %1 ergab einen Wert, der keine Zahl ist.</translation>
    </message>
    <message>
        <source>The card of %1 names other outputs than its network has. Import the model again.</source>
        <translation>Die Karte von %1 nennt andere Ausgaben, als das Netz hat. Importiere das Modell noch einmal.</translation>
    </message>
    <message>
        <source>%1 is an encoder of speech that knows no emotions: nothing was trained on top of it.</source>
        <translation>%1 ist ein Sprach-Encoder, der keine Emotionen kennt: Nichts wurde darauf aufbauend trainiert.</translation>
    </message>
    <message>
        <source>The library of networks has none that hear units with their emotion.</source>
        <translation>Die Bibliothek der Netze hat keine, die Einheiten mit ihrer Emotion hören.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: only the protocol &quot;speakers&quot; names speakers.</source>
        <translation>%1, Zeile %2: „%3“: Nur das Protokoll „speakers“ nennt Sprecher.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must name at least one corpus.</source>
        <translation>%1, Zeile %2: „%3“ muss mindestens ein Korpus nennen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; belongs to the protocol &quot;other-corpora&quot;.</source>
        <translation>%1, Zeile %2: „%3“ gehört zum Protokoll „other-corpora“.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; belongs to the protocol &quot;speakers&quot;.</source>
        <translation>%1, Zeile %2: „%3“ gehört zum Protokoll „speakers“.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: the encoder in start has its own sizes.</source>
        <translation>%1, Zeile %2: „%3“: Der Encoder in start hat seine eigenen Größen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: the width must be a multiple of the heads.</source>
        <translation>%1, Zeile %2: „%3“: Die Breite muss ein Vielfaches der Köpfe sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: the width must be a multiple of position_groups.</source>
        <translation>%1, Zeile %2: „%3“: Die Breite muss ein Vielfaches von position_groups sein.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: random weights cannot be left as they are; name an encoder in encoder.start.</source>
        <translation>%1, Zeile %2: „%3“: Zufällige Gewichte können nicht bleiben, wie sie sind; nenne in encoder.start einen Encoder.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: warmup_share and hold_share are more than 1 together.</source>
        <translation>%1, Zeile %2: „%3“: warmup_share und hold_share sind zusammen mehr als 1.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; needs validation_speakers.</source>
        <translation>%1, Zeile %2: „%3“ braucht validation_speakers.</translation>
    </message>
    <message>
        <source>Two classes of the experiment %1 give their units the same tag, &quot;%2&quot;.</source>
        <translation>Zwei Klassen des Experiments %1 geben ihren Einheiten dasselbe Kürzel, „%2“.</translation>
    </message>
    <message>
        <source>%1 units of the corpus %2 do not occur in the training corpus: no network hears them.</source>
        <translation>%1 Einheiten des Korpus %2 kommen im Trainingskorpus nicht vor: Kein Netz hört sie.</translation>
    </message>
    <message>
        <source>Reading sound: %1 of %2</source>
        <translation>Ton wird gelesen: %1 von %2</translation>
    </message>
    <message>
        <source>The sound is shorter than the %1 samples that the network needs.</source>
        <translation>Der Ton ist kürzer als die %1 Abtastwerte, die das Netz braucht.</translation>
    </message>
    <message>
        <source>%1 utterances are too short for their units and were not trained on.</source>
        <translation>%1 Äußerungen sind zu kurz für ihre Einheiten; mit ihnen wurde nicht trainiert.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2, which hears no units with their emotion.</source>
        <translation>%1 ist von der Art %2, die keine Einheiten mit ihrer Emotion hört.</translation>
    </message>
    <message>
        <source>The loss became infinite or undefined in update %1, in a batch with the utterance %2. Lower the learning rate.</source>
        <translation>Der Verlust wurde im Schritt %1 unendlich oder undefiniert, in einem Stapel mit der Äußerung %2. Senke die Lernrate.</translation>
    </message>
    <message>
        <source>%1 is no model of this program: %2.</source>
        <translation>%1 ist kein Modell dieses Programms: %2.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2, and no speech encoder to start from.</source>
        <translation>%1 ist von der Art %2 und kein Sprach-Encoder, mit dem begonnen werden kann.</translation>
    </message>
    <message>
        <source>%1 is no wav2vec 2.0 with the usual convolutions, which the units need.</source>
        <translation>%1 ist kein wav2vec 2.0 mit den üblichen Faltungen, die die Einheiten brauchen.</translation>
    </message>
    <message>
        <source>%1 is damaged: it does not count the errors of units.</source>
        <translation>%1 ist beschädigt: Die Fehler der Einheiten sind darin nicht gezählt.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2 and has no encoder that the Hugging Face layout knows. Speech encoders and models of phonetic units can be exported.</source>
        <translation>%1 ist von der Art %2 und hat keinen Encoder, den das Format von Hugging Face kennt. Sprachencoder und Modelle phonetischer Einheiten können exportiert werden.</translation>
    </message>
    <message>
        <source>%1 is there and not empty. Choose a folder that is new or empty.</source>
        <translation>%1 ist vorhanden und nicht leer. Wähle einen neuen oder leeren Ordner.</translation>
    </message>
    <message>
        <source>The model needs %1 MB and %2 has %3 MB left. Make room and try again.</source>
        <translation>Das Modell braucht %1 MB, und auf %2 sind noch %3 MB frei. Schaffe Platz und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: of a probe no layer learns; write train = &quot;top-layers&quot;.</source>
        <translation>%1, Zeile %2: „%3“: Bei einer Sonde lernt keine Schicht; schreibe train = &quot;top-layers&quot;.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be at least 1 where top layers learn.</source>
        <translation>%1, Zeile %2: „%3“ muss mindestens 1 sein, wenn die obersten Schichten lernen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is missing: the speech encoder to start from.</source>
        <translation>%1, Zeile %2: „%3“ fehlt: der Sprachencoder, mit dem begonnen wird.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is not for the model %4, which hears the sound itself.</source>
        <translation>%1, Zeile %2: „%3“ gilt nicht für das Modell %4, das den Schall selbst hört.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is not for the model %4.</source>
        <translation>%1, Zeile %2: „%3“ gilt nicht für das Modell %4.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; needs a network to factorise: name one in start.</source>
        <translation>%1, Zeile %2: „%3“ braucht ein Netz, das zerlegt wird: Nenne eines in start.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: the network in start has its own sizes.</source>
        <translation>%1, Zeile %2: „%3“: Das Netz in start hat seine eigenen Größen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is nothing that a %4 has.</source>
        <translation>%1, Zeile %2: „%3“ gibt es bei einem %4 nicht.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: each stage has its epochs, so take them out of [training].</source>
        <translation>%1, Zeile %2: „%3“: Jede Stufe hat ihre Epochen; nimm sie deshalb aus [training] heraus.</translation>
    </message>
    <message>
        <source>No labelled utterance to train on is &quot;%1&quot;, so that the class has no share to draw codes by.</source>
        <translation>Keine beschriftete Äußerung im Training ist „%1“; die Klasse hat deshalb keinen Anteil, nach dem Codes gezogen werden könnten.</translation>
    </message>
    <message>
        <source>The convolutions of the model need channels1, channels2 and so on without a gap.</source>
        <translation>Die Faltungen des Modells brauchen channels1, channels2 und so weiter ohne Lücke.</translation>
    </message>
    <message>
        <source>The model cannot see %1 frames: its pooling needs a multiple of %2.</source>
        <translation>Das Modell kann %1 Frames nicht verarbeiten: Sein Pooling braucht ein Vielfaches von %2.</translation>
    </message>
    <message>
        <source>The %1 units of the model cannot be shared out evenly among %2 heads.</source>
        <translation>Die %1 Einheiten des Modells lassen sich nicht gleichmäßig auf %2 Köpfe verteilen.</translation>
    </message>
    <message>
        <source>A classifier of dialogues cannot have %1 classes; it may have 2 to %2.</source>
        <translation>Ein Klassifikator für Dialoge kann nicht %1 Klassen haben; möglich sind 2 bis %2.</translation>
    </message>
    <message>
        <source>The sound has %1 frames; the recogniser needs at least %2.</source>
        <translation>Der Schall hat %1 Frames; der Erkenner braucht mindestens %2.</translation>
    </message>
    <message>
        <source>The transcript is empty.</source>
        <translation>Das Transkript ist leer.</translation>
    </message>
    <message>
        <source>The sound has %1 frames, more than %2.</source>
        <translation>Der Schall hat %1 Frames, mehr als %2.</translation>
    </message>
    <message>
        <source>The transcript has %1 symbols, more than %2.</source>
        <translation>Das Transkript hat %1 Symbole, mehr als %2.</translation>
    </message>
    <message>
        <source>The transcript has %1 symbols, more than the %2 frames that the recogniser joins the sound to.</source>
        <translation>Das Transkript hat %1 Symbole, mehr als die %2 Frames, zu denen der Erkenner den Schall zusammenfasst.</translation>
    </message>
    <message>
        <source>The alphabet of an attention recogniser cannot have %1 symbols; it may have %2 to %3, padding, start and end among them.</source>
        <translation>Das Alphabet eines Aufmerksamkeitserkenners kann nicht %1 Symbole haben; möglich sind %2 bis %3, einschließlich Füllzeichen, Anfang und Ende.</translation>
    </message>
    <message>
        <source>The setting location_kernel is %1, but a frame needs as many neighbours before it as behind it: take an odd number.</source>
        <translation>Die Einstellung location_kernel ist %1, aber ein Frame braucht vor sich so viele Nachbarn wie hinter sich: Nimm eine ungerade Zahl.</translation>
    </message>
    <message>
        <source>The rank %1 is not possible: the layers fc1 and fc2 (%2 x %3) have %3 singular values, so take 1 to %3.</source>
        <translation>Der Rang %1 ist nicht möglich: Die Schichten fc1 und fc2 (%2 x %3) haben %3 Singulärwerte; nimm also 1 bis %3.</translation>
    </message>
    <message>
        <source>The recogniser&apos;s layers fc1 and fc2 are factored already, at rank %1. Take the recogniser that they were made of.</source>
        <translation>Die Schichten fc1 und fc2 des Erkenners sind schon zerlegt, mit Rang %1. Nimm den Erkenner, aus dem sie entstanden sind.</translation>
    </message>
    <message>
        <source>substitutions %1 %, deletions %2 %, insertions %3 % of %4 units</source>
        <translation>Ersetzungen %1 %, Auslassungen %2 %, Einfügungen %3 % von %4 Einheiten</translation>
    </message>
    <message>
        <source>on %1, not on %2</source>
        <translation>auf %1, nicht auf %2</translation>
    </message>
    <message>
        <source>begins with random weights, not with %1</source>
        <translation>beginnt mit zufälligen Gewichten, nicht mit %1</translation>
    </message>
    <message>
        <source>begins with %1, not with %2</source>
        <translation>beginnt mit %1, nicht mit %2</translation>
    </message>
    <message>
        <source>%1: cannot be compared</source>
        <translation>%1: nicht vergleichbar</translation>
    </message>
    <message>
        <source>The %1 loss of the autoencoder is no longer a number after %2 steps: choose a lower learning rate, or look for features that are not finite.</source>
        <translation>Der Verlust %1 des Autoencoders ist nach %2 Schritten keine Zahl mehr: Wähle eine kleinere Lernrate, oder suche nach Merkmalen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>The autoencoder needs at least 2 utterances in a batch.</source>
        <translation>Der Autoencoder braucht mindestens 2 Äußerungen in einem Stapel.</translation>
    </message>
    <message>
        <source>For %2 steps the discriminator of %1 has told every code from the prior, and teaches the encoder nothing: let discriminators learn more slowly.</source>
        <translation>Seit %2 Schritten unterscheidet der Diskriminator von %1 jeden Code von der Prior-Verteilung und lehrt den Encoder nichts mehr: Lass die Diskriminatoren langsamer lernen.</translation>
    </message>
    <message>
        <source>For %1 steps the style of all utterances has been the same: train anew with batch normalisation or a lower learning rate.</source>
        <translation>Seit %1 Schritten ist der Stil aller Äußerungen derselbe: Trainiere neu, mit Batch-Normalisierung oder kleinerer Lernrate.</translation>
    </message>
    <message>
        <source>For %1 steps all utterances have been given the same emotion: train anew with batch normalisation or a lower learning rate.</source>
        <translation>Seit %1 Schritten bekommen alle Äußerungen dieselbe Emotion: Trainiere neu, mit Batch-Normalisierung oder kleinerer Lernrate.</translation>
    </message>
    <message>
        <source>Hidden states of a speech encoder that stays as it is.</source>
        <translation>Verborgene Zustände eines Sprachencoders, der bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>The speech encoder gave a value that is no number.</source>
        <translation>Der Sprachencoder gab einen Wert, der keine Zahl ist.</translation>
    </message>
    <message>
        <source>The setting %1 = %2 of the model %3 must be a whole number from %4 to %5.</source>
        <translation>Die Einstellung %1 = %2 des Modells %3 muss eine ganze Zahl von %4 bis %5 sein.</translation>
    </message>
    <message>
        <source>The model %1 needs an encoder to start from: write start = &quot;NAME&quot; under [model].</source>
        <translation>Das Modell %1 braucht einen Encoder, mit dem es beginnt: Schreibe start = &quot;NAME&quot; unter [model].</translation>
    </message>
    <message>
        <source>The encoder %1 has %2 layers, so that its top %3 cannot be trained.</source>
        <translation>Der Encoder %1 hat %2 Schichten; seine obersten %3 können deshalb nicht trainiert werden.</translation>
    </message>
    <message>
        <source>No recording of the batch is longer than the %1 frames that are predicted ahead.</source>
        <translation>Keine Aufnahme des Stapels ist länger als die %1 Frames, die vorhergesagt werden.</translation>
    </message>
    <message>
        <source>The loss is no longer a number after %1 steps: choose a lower learning rate, or look for features that are not finite.</source>
        <translation>Der Verlust ist nach %1 Schritten keine Zahl mehr: Wähle eine kleinere Lernrate, oder suche nach Merkmalen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>After %1 steps the network predicts the same frame whatever it hears: train it anew with a lower learning rate.</source>
        <translation>Nach %1 Schritten sagt das Netz immer denselben Frame vorher, was es auch hört: Trainiere es neu mit kleinerer Lernrate.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2, and no attention recogniser to start from.</source>
        <translation>%1 ist von der Art %2 und kein Aufmerksamkeitserkenner, mit dem begonnen werden kann.</translation>
    </message>
    <message>
        <source>%1 is not as a reference case of the network &quot;%2&quot; has it.</source>
        <translation>%1 ist nicht so, wie ein Referenzfall des Netzes „%2“ es enthält.</translation>
    </message>
    <message>
        <source>The corpus %1 of run %2 names no dialogues.</source>
        <translation>Das Korpus %1 des Laufs %2 nennt keine Dialoge.</translation>
    </message>
    <message>
        <source>Run %1 has judged no turn of a dialogue %2.</source>
        <translation>Der Lauf %1 hat keine Äußerung eines Dialogs %2 beurteilt.</translation>
    </message>
    <message>
        <source>%1 is damaged: it does not say where was listened.</source>
        <translation>%1 ist beschädigt: Es steht nicht darin, wohin gehört wurde.</translation>
    </message>
    <message>
        <source>The card of %1 sets the temperature %2; it must lie between %3 and %4.</source>
        <translation>Die Karte von %1 setzt die Temperatur %2; sie muss zwischen %3 und %4 liegen.</translation>
    </message>
    <message>
        <source>The library of networks has none that predict the speech to come.</source>
        <translation>Die Bibliothek der Netze hat keine, die die kommende Sprache vorhersagen.</translation>
    </message>
    <message>
        <source>%1 is damaged: the bytes of %2 in it are not those that were written. Get or make it again.</source>
        <translation>%1 ist beschädigt: Die Bytes von %2 darin sind nicht die geschriebenen. Neu holen oder neu erzeugen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be written as [[%3]], once for each stage.</source>
        <translation>%1, Zeile %2: „%3“ muss als [[%3]] geschrieben werden, einmal für jede Stufe.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is for files with kind = &quot;recogniser&quot;.</source>
        <translation>%1, Zeile %2: „%3“ gehört zu Dateien mit kind = &quot;recogniser&quot;.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: the experiment %4 is a stage already.</source>
        <translation>%1, Zeile %2: „%3“: Das Experiment %4 ist schon eine Stufe.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is a recogniser&apos;s, which &quot;start&quot; must name.</source>
        <translation>%1, Zeile %2: „%3“ gehört zu einem Erkenner, den „start“ nennen muss.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; predicts classes; for dimensions take ridge, least-squares or speech-encoder.</source>
        <translation>%1, Zeile %2: „%3“ sagt Klassen voraus; für Dimensionen ridge, least-squares oder speech-encoder nehmen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; belongs to a head of classes; that of dimensions is as wide as its encoder.</source>
        <translation>%1, Zeile %2: „%3“ gehört zu einem Kopf für Klassen; der für Dimensionen ist so breit wie sein Encoder.</translation>
    </message>
    <message>
        <source>%1, line %2: the dimensions of [%3] need a [model] that predicts some: ridge, least-squares or speech-encoder.</source>
        <translation>%1, Zeile %2: Die Dimensionen von [%3] brauchen ein [model], das welche vorhersagt: ridge, least-squares oder speech-encoder.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is for classes: dimensions have no temperature.</source>
        <translation>%1, Zeile %2: „%3“ gilt für Klassen: Dimensionen haben keine Temperatur.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is for heads other than pooling.</source>
        <translation>%1, Zeile %2: „%3“ gehört zu anderen Köpfen als pooling.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is missing: the network that predicts speech to come, whose layers are taken.</source>
        <translation>%1, Zeile %2: „%3“ fehlt: das Netz, das die kommende Sprache vorhersagt und dessen Schichten genommen werden.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is decided by the features.</source>
        <translation>%1, Zeile %2: „%3“ ergibt sich aus den Merkmalen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is for files without validation_speakers.</source>
        <translation>%1, Zeile %2: „%3“ gehört zu Dateien ohne validation_speakers.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; names the speaker %4, who is left out.</source>
        <translation>%1, Zeile %2: „%3“ nennt den Sprecher %4, der weggelassen wird.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: name speakers or parts, not both.</source>
        <translation>%1, Zeile %2: „%3“: entweder Sprecher oder Teile nennen, nicht beides.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; may be 0 only where a network to test is named in start.</source>
        <translation>%1, Zeile %2: „%3“ darf nur 0 sein, wo start ein Netz nennt, das geprüft wird.</translation>
    </message>
    <message>
        <source>The corpus %1 has no session, subset or part &quot;%2&quot;.</source>
        <translation>Das Korpus %1 hat keine Sitzung, keine Teilmenge und keinen Teil „%2“.</translation>
    </message>
    <message>
        <source>The speaker %1 of the corpus %2 would be tested and choose the epoch as well; take parts without common speakers.</source>
        <translation>Der Sprecher %1 des Korpus %2 würde geprüft und wählte zugleich die Epoche; Teile ohne gemeinsame Sprecher nehmen.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is for random weights, without encoder.start.</source>
        <translation>%1, Zeile %2: „%3“ gilt für zufällige Gewichte, ohne encoder.start.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot;: no update is left for CTC.</source>
        <translation>%1, Zeile %2: „%3“: Für CTC bleibt keine Aktualisierung übrig.</translation>
    </message>
    <message>
        <source>%1 is damaged: it does not say what was recognised.</source>
        <translation>%1 ist beschädigt: Es steht nicht darin, was erkannt wurde.</translation>
    </message>
    <message>
        <source>substitutions %1 %, deletions %2 %, insertions %3 % of %4 words</source>
        <translation>Ersetzungen %1 %, Auslassungen %2 %, Einfügungen %3 % von %4 Wörtern</translation>
    </message>
    <message>
        <source>FIXTURE: speech that is made up in the corpus&apos;s layout</source>
        <translation>FIXTURE: erfundene Sprache im Aufbau des Korpus</translation>
    </message>
    <message>
        <source>epoch chosen on the test part (%1)</source>
        <translation>Epoche am geprüften Teil gewählt (%1)</translation>
    </message>
    <message>
        <source>%1 It is begun anew with other weights and slower discriminators.</source>
        <translation>%1 Es beginnt neu, mit anderen Gewichten und langsameren Diskriminatoren.</translation>
    </message>
    <message>
        <source>The model %1 needs at least 2 labelled utterances to train on; it has %2.</source>
        <translation>Das Modell %1 braucht zum Trainieren mindestens 2 Äußerungen mit Kategorie; es hat %2.</translation>
    </message>
    <message>
        <source>The setting %1 = %2 of the model %3 must lie between %4 and %5.</source>
        <translation>Die Einstellung %1 = %2 des Modells %3 muss zwischen %4 und %5 liegen.</translation>
    </message>
    <message>
        <source>The model %1 needs a feature set over time; %2 gives one row for a whole recording.</source>
        <translation>Das Modell %1 braucht einen Merkmalssatz über die Zeit; %2 gibt eine Zeile für eine ganze Aufnahme.</translation>
    </message>
    <message>
        <source>The recognisers %1 and %2 differ in size; folds need recognisers of one.</source>
        <translation>Die Erkenner %1 und %2 sind verschieden groß; Folds brauchen gleich große.</translation>
    </message>
    <message>
        <source>The features have %1 columns, so that the model %2 cannot have %3 inputs.</source>
        <translation>Die Merkmale haben %1 Spalten, so dass das Modell %2 keine %3 Eingänge haben kann.</translation>
    </message>
    <message>
        <source>Turns without a number or a speaker, which have no context and are none: %1 (%2).</source>
        <translation>Redebeiträge ohne Nummer oder Sprecher, die keinen Kontext haben und keiner sind: %1 (%2).</translation>
    </message>
    <message>
        <source>Turns with the number of another one in their dialogue, ordered by name: %1 (%2).</source>
        <translation>Redebeiträge mit der Nummer eines anderen ihres Dialogs, nach dem Namen geordnet: %1 (%2).</translation>
    </message>
    <message>
        <source>Turns out of order, which begin before the one with the number ahead of theirs: %1 (%2). The numbers were followed.</source>
        <translation>Redebeiträge außer der Reihe, die vor dem mit der Nummer vor ihrer beginnen: %1 (%2). Es gelten die Nummern.</translation>
    </message>
    <message>
        <source>Dialogues with one speaker, whose turns have no interlocutor: %1 (%2).</source>
        <translation>Dialoge mit einem Sprecher, dessen Redebeiträge kein Gegenüber haben: %1 (%2).</translation>
    </message>
    <message>
        <source>Of %1 turns, %2 have no turn of their own speaker among the last %3 of their dialogue and %4 none of the other; an empty turn stands for each.</source>
        <translation>Von %1 Redebeiträgen haben %2 keinen des eigenen Sprechers unter den letzten %3 ihres Dialogs und %4 keinen des anderen; für jeden fehlenden steht ein leerer.</translation>
    </message>
    <message>
        <source>Every turn is classified without its context, as the experiment says.</source>
        <translation>Jeder Redebeitrag wird ohne seinen Kontext klassifiziert, wie das Experiment sagt.</translation>
    </message>
    <message>
        <source>The corpus %1 names no dialogues: every utterance is classified without context.</source>
        <translation>Das Korpus %1 nennt keine Dialoge: Jede Äußerung wird ohne Kontext klassifiziert.</translation>
    </message>
    <message>
        <source>A control: the contexts are shuffled among the turns of each session.</source>
        <translation>Eine Kontrolle: Die Kontexte sind unter den Redebeiträgen jeder Sitzung vertauscht.</translation>
    </message>
    <message>
        <source>In fold %1 the context of the turn %2 is spoken by %3, who belongs to another part. Leave out whole sessions: protocol = &quot;las-iaan-five-sessions&quot;, or &quot;leave-one-session-out&quot; with inner_sessions = 1.</source>
        <translation>In Fold %1 spricht den Kontext des Redebeitrags %2 jemand aus einem anderen Teil, %3. Ganze Sitzungen weglassen: protocol = &quot;las-iaan-five-sessions&quot;, oder &quot;leave-one-session-out&quot; mit inner_sessions = 1.</translation>
    </message>
    <message>
        <source>The model %1 has no setting %2. It has layers, projector and batch_seconds.</source>
        <translation>Das Modell %1 hat keine Einstellung %2. Es hat layers, projector und batch_seconds.</translation>
    </message>
    <message>
        <source>What the top layers of %1 learn from would take %2 GB of memory, and %3 GB are free. Train a probe, or take fewer utterances or copies.</source>
        <translation>Wovon die oberen Schichten von %1 lernen, bräuchte %2 GB Speicher, und %3 GB sind frei. Eine Probe trainieren oder weniger Äußerungen oder Kopien nehmen.</translation>
    </message>
    <message>
        <source>The model %1 takes no [copies]: a turn and its context are heard as they are.</source>
        <translation>Das Modell %1 nimmt keine [copies]: Ein Redebeitrag und sein Kontext werden gehört, wie sie sind.</translation>
    </message>
    <message>
        <source>The model %1 can be kept with the head pooling alone. Leave save_model out of experiment %2.</source>
        <translation>Das Modell %1 kann nur mit dem Kopf pooling behalten werden. save_model aus dem Experiment %2 weglassen.</translation>
    </message>
    <message>
        <source>A model %1 needs the turns before and cannot be kept for predictions of single sounds. Leave save_model out of experiment %2.</source>
        <translation>Ein Modell %1 braucht die Redebeiträge davor und kann nicht für Vorhersagen einzelner Klänge behalten werden. save_model aus dem Experiment %2 weglassen.</translation>
    </message>
    <message>
        <source>The corpus %1 leaves no recording for %2 that is longer than the frames that are predicted ahead. Name other speakers, or another validation_share.</source>
        <translation>Das Korpus %1 lässt für %2 keine Aufnahme übrig, die länger ist als die vorausgesagten Frames. Andere Sprecher nennen oder einen anderen validation_share.</translation>
    </message>
    <message>
        <source>The network %1 has %2 layers, so that there is no %3.</source>
        <translation>Das Netz %1 hat %2 Schichten, also keine %3.</translation>
    </message>
    <message>
        <source>The model %1 needs a network to take layers of: write start = &quot;NAME&quot; under [model].</source>
        <translation>Das Modell %1 braucht ein Netz, dessen Schichten es nimmt: unter [model] start = &quot;NAME&quot; schreiben.</translation>
    </message>
    <message>
        <source>The setting %1 of the model %2 must be 0 or 1.</source>
        <translation>Die Einstellung %1 des Modells %2 muss 0 oder 1 sein.</translation>
    </message>
    <message>
        <source>The model %1 takes means over time, no Fisher vectors.</source>
        <translation>Das Modell %1 nimmt Mittelwerte über die Zeit, keine Fisher-Vektoren.</translation>
    </message>
    <message>
        <source>The model %1 hears %2 bands, not %3.</source>
        <translation>Das Modell %1 hört %2 Bänder, nicht %3.</translation>
    </message>
    <message>
        <source>The network gave a value that is no number.</source>
        <translation>Das Netz gab einen Wert, der keine Zahl ist.</translation>
    </message>
    <message>
        <source>%1 predicts the speech to come and knows no emotions; an experiment can start from it.</source>
        <translation>%1 sagt die kommende Sprache voraus und kennt keine Emotionen; ein Experiment kann damit beginnen.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2, and no attention recogniser whose layers could be heard.</source>
        <translation>%1 ist von der Art %2 und kein Erkenner mit Aufmerksamkeit, dessen Schichten gehört werden könnten.</translation>
    </message>
    <message>
        <source>The recogniser %1 has no layer %2. Its layers are: %3.</source>
        <translation>Der Erkenner %1 hat keine Schicht %2. Seine Schichten sind: %3.</translation>
    </message>
    <message>
        <source>Frames of a layer of a recogniser of speech that stays as it is.</source>
        <translation>Frames einer Schicht eines Spracherkenners, der bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>The recogniser gave a value that is no number.</source>
        <translation>Der Erkenner gab einen Wert, der keine Zahl ist.</translation>
    </message>
    <message>
        <source>%1 has no layer for CTC: leave ctc_weight out, or start from a network that was trained with it.</source>
        <translation>%1 hat keine Schicht für CTC: ctc_weight weglassen oder mit einem Netz beginnen, das damit trainiert wurde.</translation>
    </message>
    <message>
        <source>Fold %1 of %2, update %3 of %4: loss %5</source>
        <translation>Fold %1 von %2, Schritt %3 von %4: Verlust %5</translation>
    </message>
    <message>
        <source>Fold %1 of %2, update %3 of %4: loss %5, unit errors %6 % (without emotion %7 %), UAR %8 %</source>
        <translation>Fold %1 von %2, Schritt %3 von %4: Verlust %5, Fehler der Einheiten %6 % (ohne Emotion %7 %), UAR %8 %</translation>
    </message>
    <message>
        <source>The corpus %1 has no utterance of the classes of experiment %2.</source>
        <translation>Das Korpus %1 enthält keine Äußerung der Klassen des Experiments %2.</translation>
    </message>
    <message>
        <source>There is no set of activations %1: neither such a file nor one of those that are stored (%2). `activations` makes one.</source>
        <translation>Es gibt keinen Satz von Aktivierungen %1: weder eine solche Datei noch einen der gespeicherten (%2). `activations` legt einen an.</translation>
    </message>
    <message>
        <source>A map cannot be coloured by %1 here. Choose one of: %2.</source>
        <translation>Nach %1 lässt sich die Karte hier nicht färben. Möglich sind: %2.</translation>
    </message>
    <message>
        <source>The library of networks has no autoencoders.</source>
        <translation>Die Bibliothek der Netze hat keine Autoencoder.</translation>
    </message>
    <message>
        <source>The network %1 has no self-attention. Choose one that predicts speech, or an imported speech encoder.</source>
        <translation>Das Netz %1 hat keine Selbstaufmerksamkeit. Wähle eines, das Sprache vorhersagt, oder einen importierten Sprachencoder.</translation>
    </message>
    <message>
        <source>The sound lasts %1 s; what is said is written down with its times in at most %2 s at once. Choose a shorter stretch of it.</source>
        <translation>Der Schall dauert %1 s; was gesagt wird, wird mit seinen Zeiten in höchstens %2 s auf einmal aufgeschrieben. Ein kürzeres Stück davon wählen.</translation>
    </message>
    <message>
        <source>The network %1 hears a recording as a whole: its units have one value each, and none over time. Look at them in Layers.</source>
        <translation>Das Netz %1 hört eine Aufnahme als Ganzes: Seine Einheiten haben je einen Wert und keinen über die Zeit. In Schichten sind sie zu sehen.</translation>
    </message>
    <message>
        <source>There is no layer %1. Choose a number from 1 to %2, &quot;all&quot;, or one of: %3.</source>
        <translation>Es gibt keine Schicht %1. Möglich sind eine Nummer von 1 bis %2, „all“ oder: %3.</translation>
    </message>
    <message>
        <source>%1 does not have the pool &quot;%2&quot;. Compute the activations with it.</source>
        <translation>%1 hat die Zusammenfassung „%2“ nicht. Berechne die Aktivierungen mit ihr.</translation>
    </message>
    <message>
        <source>All rows have the same values, so there is nothing to tell them apart by.</source>
        <translation>Alle Zeilen haben dieselben Werte; nichts unterscheidet sie.</translation>
    </message>
    <message>
        <source>A map by neighbours (t-SNE) needs at least four rows; there are %1.</source>
        <translation>Eine Karte nach Nachbarn (t-SNE) braucht mindestens vier Zeilen; es sind %1.</translation>
    </message>
    <message>
        <source>component %1, %2 % of the variance</source>
        <translation>Komponente %1, %2 % der Varianz</translation>
    </message>
    <message>
        <source>neighbours (t-SNE), perplexity %1; distances between groups mean little</source>
        <translation>Nachbarn (t-SNE), Perplexität %1; Abstände zwischen Gruppen bedeuten wenig</translation>
    </message>
    <message>
        <source>trustworthiness %1 of %2 neighbours (1 at best, about .5 by chance)</source>
        <translation>Vertrauenswürdigkeit %1 bei %2 Nachbarn (bestenfalls 1, durch Zufall etwa .5)</translation>
    </message>
    <message>
        <source>The autoencoder %1 takes %2 numbers here, not %3.</source>
        <translation>Der Autoencoder %1 nimmt hier %2 Zahlen, nicht %3.</translation>
    </message>
    <message>
        <source>%1 is of the kind %2, which is no autoencoder.</source>
        <translation>%1 ist von der Art %2, die kein Autoencoder ist.</translation>
    </message>
    <message>
        <source>%1 is a baseline, which classifies alone: it has no style and makes nothing again.</source>
        <translation>%1 ist ein Vergleichsnetz, das nur klassifiziert: Es hat keinen Stil und bildet nichts nach.</translation>
    </message>
    <message>
        <source>The attention of the network %1 gave a value that is no number.</source>
        <translation>Die Aufmerksamkeit des Netzes %1 ergab einen Wert, der keine Zahl ist.</translation>
    </message>
    <message>
        <source>All heads of the network %1 on so long a sound would not fit into memory. Choose %2 s at most.</source>
        <translation>Alle Köpfe des Netzes %1 passen bei einem so langen Klang nicht in den Speicher. Wähle höchstens %2 s.</translation>
    </message>
    <message>
        <source>The model %1 on frames needs one feature set over time, such as ComParE_2016-lld, not %2.</source>
        <translation>Das Modell %1 auf Frames braucht einen Merkmalssatz über die Zeit, etwa ComParE_2016-lld, nicht %2.</translation>
    </message>
    <message>
        <source>The model %1 on frames is standardised on the training part: leave normalise out, or choose &quot;training&quot;.</source>
        <translation>Das Modell %1 auf Frames wird am Trainingsteil standardisiert: Lass normalise weg, oder wähle &quot;training&quot;.</translation>
    </message>
    <message>
        <source>What the model %1 sees is decided by its features: leave inputs out.</source>
        <translation>Was das Modell %1 sieht, entscheiden seine Merkmale: Lass inputs weg.</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be whole numbers from 1 to %4.</source>
        <translation>%1, Zeile %2: „%3“ muss ganze Zahlen von 1 bis %4 enthalten.</translation>
    </message>
    <message>
        <source>The recogniser %1 goes on from no network, so there is nothing to factorise. Name one in start.</source>
        <translation>Der Erkenner %1 geht von keinem Netz aus, also gibt es nichts zu zerlegen. In start eines nennen.</translation>
    </message>
    <message>
        <source>The experiment %1 hears by no recogniser, so it has no rank. Leave it out.</source>
        <translation>Das Experiment %1 hört durch keinen Erkenner, hat also keinen Rang. Die Angabe weglassen.</translation>
    </message>
    <message>
        <source>80 mel bands by the HTK Book&apos;s scale (Young et al. 2006), natural logarithms, every 10 ms: the usual input of networks that predict speech.</source>
        <translation>80 Mel-Bänder nach der Skala des HTK-Buchs (Young et al. 2006), natürliche Logarithmen, alle 10 ms: die übliche Eingabe von Netzen, die Sprache vorhersagen.</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>The model %1 hears %2 or %3, not %4.</source>
        <translation>Das Modell %1 hört %2 oder %3, nicht %4.</translation>
    </message>
    <message>
        <source>The network %1 hears %2, not %3. Write set = &quot;%2&quot;.</source>
        <translation>Das Netz %1 hört %2, nicht %3. set = &quot;%2&quot; schreiben.</translation>
    </message>
    <message>
        <source>%1 sees frames: only what autoencoders on functionals make of a recording can be shown beside it.</source>
        <translation>%1 sieht Frames: Nur was Autoencoder auf Funktionalen aus einer Aufnahme machen, lässt sich neben ihr zeigen.</translation>
    </message>
    <message>
        <source>in another domain than that of the recordings</source>
        <translation>in einer anderen Umgebung als der der Aufnahmen</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; needs ctc_weight in [training].</source>
        <translation>%1, Zeile %2: „%3“ braucht ctc_weight in [training].</translation>
    </message>
    <message>
        <source>%1 has no CTC beside its attention: leave the share of CTC out, or take an attention recogniser that was trained with ctc_weight.</source>
        <translation>%1 hat kein CTC neben seiner Aufmerksamkeit: Den Anteil von CTC weglassen oder einen Aufmerksamkeits-Erkenner nehmen, der mit ctc_weight trainiert wurde.</translation>
    </message>
    <message>
        <source>%1 has no layer for CTC: leave ctc_share out, or start from a network that was trained with ctc_weight.</source>
        <translation>%1 hat keine Schicht für CTC: ctc_share weglassen oder mit einem Netz beginnen, das mit ctc_weight trainiert wurde.</translation>
    </message>
</context>
<context>
    <name>FieldText</name>
    <message>
        <source>Utterance</source>
        <translation>Äußerung</translation>
    </message>
    <message>
        <source>The corpus&apos;s own name of the utterance.</source>
        <translation>Der Name der Äußerung im Korpus.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>The corpus&apos;s decision on the emotion.</source>
        <translation>Die Entscheidung des Korpus über die Emotion.</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Duration, s</source>
        <translation>Dauer, s</translation>
    </message>
    <message>
        <source>Seconds from start to end of the utterance.</source>
        <translation>Sekunden vom Anfang bis zum Ende der Äußerung.</translation>
    </message>
    <message>
        <source>Valence</source>
        <translation>Valenz</translation>
    </message>
    <message>
        <source>Unpleasant to pleasant, on the corpus&apos;s own scale.</source>
        <translation>Unangenehm bis angenehm, auf der Skala des Korpus.</translation>
    </message>
    <message>
        <source>Arousal</source>
        <translation>Erregung</translation>
    </message>
    <message>
        <source>Calm to excited, on the corpus&apos;s own scale.</source>
        <translation>Ruhig bis erregt, auf der Skala des Korpus.</translation>
    </message>
    <message>
        <source>Dominance</source>
        <translation>Dominanz</translation>
    </message>
    <message>
        <source>Weak to strong, on the corpus&apos;s own scale.</source>
        <translation>Schwach bis stark, auf der Skala des Korpus.</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>Intensität</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>The corpus&apos;s own division into training and test.</source>
        <translation>Die Teilung des Korpus selbst in Training und Test.</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Recordings that were made together.</source>
        <translation>Aufnahmen, die zusammen gemacht wurden.</translation>
    </message>
    <message>
        <source>Dialogue</source>
        <translation>Dialog</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Redebeitrag</translation>
    </message>
    <message>
        <source>Place in the dialogue, over all speakers.</source>
        <translation>Platz im Dialog, über alle Sprecher.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Raters</source>
        <translation>Bewerter</translation>
    </message>
    <message>
        <source>How many listeners rated the utterance.</source>
        <translation>Wie viele Hörer die Äußerung bewertet haben.</translation>
    </message>
    <message>
        <source>Start, s</source>
        <translation>Anfang, s</translation>
    </message>
    <message>
        <source>Where the utterance begins in its recording.</source>
        <translation>Wo die Äußerung in ihrer Aufnahme beginnt.</translation>
    </message>
    <message>
        <source>End, s</source>
        <translation>Ende, s</translation>
    </message>
    <message>
        <source>Where the utterance ends in its recording.</source>
        <translation>Wo die Äußerung in ihrer Aufnahme endet.</translation>
    </message>
    <message>
        <source>Rate, Hz</source>
        <translation>Abtastrate, Hz</translation>
    </message>
    <message>
        <source>Samples in a second.</source>
        <translation>Abtastwerte je Sekunde.</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>Korpus</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>Peak, dB</source>
        <translation>Spitze, dB</translation>
    </message>
    <message>
        <source>Largest sample, in dB relative to full scale.</source>
        <translation>Größter Abtastwert, in dB relativ zur Vollaussteuerung.</translation>
    </message>
    <message>
        <source>Level, dB</source>
        <translation>Pegel, dB</translation>
    </message>
    <message>
        <source>Mean square without the silence, in dB relative to full scale.</source>
        <translation>Quadratisches Mittel ohne die Stille, in dB relativ zur Vollaussteuerung.</translation>
    </message>
    <message>
        <source>Clipped samples</source>
        <translation>Übersteuerte Werte</translation>
    </message>
    <message>
        <source>Samples in runs of at least 3 at full scale, or of at least 4 equal ones at the peak.</source>
        <translation>Abtastwerte in Folgen von mindestens 3 bei Vollaussteuerung oder mindestens 4 gleichen an der Spitze.</translation>
    </message>
    <message>
        <source>Silence, %</source>
        <translation>Stille, %</translation>
    </message>
    <message>
        <source>Frames of 20 ms that are 40 dB or more below the loudest, or below -60 dB.</source>
        <translation>Frames von 20 ms, die 40 dB oder mehr unter dem lautesten oder unter -60 dB liegen.</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>How many utterances have exactly this sound.</source>
        <translation>Wie viele Äußerungen genau diesen Klang haben.</translation>
    </message>
    <message>
        <source>Group of copies</source>
        <translation>Gruppe der Kopien</translation>
    </message>
    <message>
        <source>Utterances with the same number have the same sound.</source>
        <translation>Äußerungen mit derselben Nummer haben denselben Klang.</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>1 where the recording cannot be read.</source>
        <translation>1, wo sich die Aufnahme nicht lesen lässt.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>FigureCaption</name>
    <message>
        <source>%1, %2 to %3.</source>
        <translation>%1, %2 bis %3.</translation>
    </message>
    <message>
        <source>Waveform magnified %1 times.</source>
        <translation>Wellenform %1-fach vergrößert.</translation>
    </message>
    <message>
        <source>Spectrogram: Gaussian window of %1 ms, up to %2 Hz, dynamic range %3 dB, pre-emphasis from %4 Hz.</source>
        <translation>Spektrogramm: Gauß-Fenster von %1 ms, bis %2 Hz, Dynamikumfang %3 dB, Präemphase ab %4 Hz.</translation>
    </message>
    <message>
        <source>Pitch: autocorrelation (Boersma 1993), %1 to %2 Hz, voicing threshold %3, silence threshold %4.</source>
        <translation>Tonhöhe: Autokorrelation (Boersma 1993), %1 bis %2 Hz, Stimmhaftigkeitsschwelle %3, Stilleschwelle %4.</translation>
    </message>
    <message>
        <source>Pitch corrected by hand.</source>
        <translation>Tonhöhe von Hand korrigiert.</translation>
    </message>
    <message>
        <source>Formants: Burg, %1 up to %2 Hz, window of %3 ms, pre-emphasis from %4 Hz.</source>
        <translation>Formanten: Burg, %1 bis %2 Hz, Fenster von %3 ms, Präemphase ab %4 Hz.</translation>
    </message>
    <message>
        <source>Intensity: lowest pitch %1 Hz, 50 to 100 dB.</source>
        <translation>Intensität: tiefste Tonhöhe %1 Hz, 50 bis 100 dB.</translation>
    </message>
    <message>
        <source>Linear frequency axis.</source>
        <translation>Lineare Frequenzachse.</translation>
    </message>
    <message>
        <source>Mel frequency axis.</source>
        <translation>Mel-Frequenzachse.</translation>
    </message>
    <message>
        <source>Logarithmic frequency axis from %1 Hz.</source>
        <translation>Logarithmische Frequenzachse ab %1 Hz.</translation>
    </message>
    <message>
        <source>Glottal pulses: found in the waveform along this pitch.</source>
        <translation>Glottispulse: entlang dieser Tonhöhe in der Wellenform gefunden.</translation>
    </message>
    <message>
        <source>Harmonicity: cross-correlation (Boersma 1993), lowest pitch %1 Hz, silence threshold %2, %3 periods per window, -10 to 40 dB.</source>
        <translation>Harmonizität: Kreuzkorrelation (Boersma 1993), tiefste Tonhöhe %1 Hz, Stilleschwelle %2, %3 Perioden je Fenster, -10 bis 40 dB.</translation>
    </message>
    <message>
        <source>Spectral slice: Gaussian window of %1 ms, envelope by Burg, pre-emphasis from %2 Hz.</source>
        <translation>Spektrum-Schnitt: Gauß-Fenster von %1 ms, Hüllkurve nach Burg, Präemphase ab %2 Hz.</translation>
    </message>
    <message>
        <source>%1 %2 to %3</source>
        <comment>dimension and its scale</comment>
        <translation>%1 %2 bis %3</translation>
    </message>
    <message>
        <source>Dimensions: %1, of the model %2, windows of %3 s every %4 s.</source>
        <translation>Dimensionen: %1, vom Modell %2, Fenster von %3 s alle %4 s.</translation>
    </message>
    <message>
        <source>Label: as in the corpus %1.</source>
        <translation>Label: wie im Korpus %1.</translation>
    </message>
    <message>
        <source>Emotion: posteriors of the model %1, from below %2, windows of %3 s every %4 s.</source>
        <translation>Emotion: Posteriors des Modells %1, von unten %2, Fenster von %3 s alle %4 s.</translation>
    </message>
    <message>
        <source>Features: %1, from below %2 to %3, each column from %4 deviations below its mean to as many above.</source>
        <translation>Merkmale: %1, von unten %2 bis %3, jede Spalte von %4 Abweichungen unter ihrem Mittel bis ebenso viele darüber.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>dimension and its error</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>HubListing</name>
    <message>
        <source>%1 is no address of a hub. It looks like %2.</source>
        <translation>%1 ist keine Adresse eines Hubs. Eine solche sieht aus wie %2.</translation>
    </message>
    <message>
        <source>A hub is reached by https alone, so that nobody changes the model on its way.</source>
        <translation>Ein Hub wird nur über https erreicht, damit niemand das Modell unterwegs verändert.</translation>
    </message>
    <message>
        <source>The hub&apos;s answer about %1 is no list of files.</source>
        <translation>Die Antwort des Hubs zu %1 ist keine Liste von Dateien.</translation>
    </message>
    <message>
        <source>%1 has no config.json: it is no model in the Hugging Face layout.</source>
        <translation>%1 hat keine config.json: Es ist kein Modell im Hugging-Face-Layout.</translation>
    </message>
    <message>
        <source>%1 has neither model.safetensors nor pytorch_model.bin: it holds no weights to fetch.</source>
        <translation>%1 hat weder model.safetensors noch pytorch_model.bin: Es enthält keine Gewichte, die sich holen lassen.</translation>
    </message>
    <message>
        <source>The hub does not say how large %1 is.</source>
        <translation>Der Hub sagt nicht, wie groß %1 ist.</translation>
    </message>
    <message>
        <source>%1 is far larger than such a file may be.</source>
        <translation>%1 ist weit größer, als eine solche Datei sein darf.</translation>
    </message>
</context>
<context>
    <name>ImportLook</name>
    <message>
        <source>1 utterance</source>
        <translation>1 Äußerung</translation>
    </message>
    <message>
        <source>%1 utterances</source>
        <translation>%1 Äußerungen</translation>
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
        <source>%1 %2</source>
        <comment>class and count</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 more classes</source>
        <translation>%1 weitere Klassen</translation>
    </message>
    <message>
        <source>%1, no classes.</source>
        <comment>utterances and speakers</comment>
        <translation>%1, keine Klassen.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>utterances and speakers: classes</comment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>The recordings of %1 of them are not there; they are left out.</source>
        <translation>Zu %1 davon fehlen die Aufnahmen; diese Äußerungen werden ausgelassen.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>Passt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 of %2 names fit.</source>
        <translation>%1 von %2 Namen passen.</translation>
    </message>
    <message>
        <source>The pattern fits no recording of the folder.</source>
        <translation>Das Muster passt auf keine Aufnahme des Ordners.</translation>
    </message>
    <message>
        <source>None of the recordings is there. Choose the folder that holds them.</source>
        <translation>Keine der Aufnahmen ist da. Wähle den Ordner, der diese enthält.</translation>
    </message>
    <message>
        <source>%1 is no table. Choose a folder, or a file whose name ends in .csv or .tsv.</source>
        <translation>%1 ist keine Tabelle. Wähle einen Ordner oder eine Datei, deren Name auf .csv oder .tsv endet.</translation>
    </message>
</context>
<context>
    <name>ImportSettings</name>
    <message>
        <source>Table, columns as chosen here</source>
        <translation>Tabelle, Spalten wie hier gewählt</translation>
    </message>
    <message>
        <source>File names, read by a pattern</source>
        <translation>Dateinamen, nach einem Muster gelesen</translation>
    </message>
    <message>
        <source>Annotations beside the recordings</source>
        <translation>Annotationen neben den Aufnahmen</translation>
    </message>
    <message>
        <source>Class words</source>
        <translation>Klassenwörter</translation>
    </message>
    <message>
        <source>What the corpus&apos;s own words mean, where they are not known: word = class.</source>
        <translation>Was die Wörter des Korpus bedeuten, wo das nicht bekannt ist: Wort = Klasse.</translation>
    </message>
    <message>
        <source>Recordings in</source>
        <translation>Aufnahmen in</translation>
    </message>
    <message>
        <source>The folder that the table&apos;s paths start from.</source>
        <translation>Der Ordner, von dem die Pfade der Tabelle ausgehen.</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>The ends of the scale of each rating, where the values do not tell them.</source>
        <translation>Die Enden der Skala jeder Bewertung, wo die Werte nichts darüber sagen.</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Trennzeichen</translation>
    </message>
    <message>
        <source>What stands between the cells of the table.</source>
        <translation>Was zwischen den Zellen der Tabelle steht.</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>A regular expression with named groups that is looked for in each recording&apos;s path: the group speaker is the speaker, emotion the class; gender, session, split, turn, text and others work the same, and groups of other names become further columns.</source>
        <translation>Ein regulärer Ausdruck mit benannten Gruppen, der im Pfad jeder Aufnahme gesucht wird: Die Gruppe speaker ist der Sprecher, emotion die Klasse; gender, session, split, turn, text und andere gehen ebenso, und Gruppen mit anderen Namen werden weitere Spalten.</translation>
    </message>
    <message>
        <source>Known names</source>
        <translation>Bekannte Namen</translation>
    </message>
    <message>
        <source>A pattern for a corpus whose names are known.</source>
        <translation>Ein Muster für ein Korpus, dessen Namen bekannt sind.</translation>
    </message>
    <message>
        <source>Genders</source>
        <translation>Geschlechter</translation>
    </message>
    <message>
        <source>Of speakers whose names do not tell it.</source>
        <translation>Von Sprechern, deren Namen es nicht sagen.</translation>
    </message>
    <message>
        <source>Only where</source>
        <translation>Nur wo</translation>
    </message>
    <message>
        <source>Keeps the recordings whose group has this value.</source>
        <translation>Behält die Aufnahmen, deren Gruppe diesen Wert hat.</translation>
    </message>
    <message>
        <source>Words for %1</source>
        <translation>Wörter für %1</translation>
    </message>
    <message>
        <source>What the group&apos;s own words mean: word = meaning.</source>
        <translation>Was die Wörter der Gruppe bedeuten: Wort = Bedeutung.</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Each labelled interval of this tier is an utterance, its label the class.</source>
        <translation>Jedes Intervall dieser Spur mit einem Etikett ist eine Äußerung, das Etikett die Klasse.</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>file or folder: its name is the speaker; tier:NAME: the label there; else a name that all have.</source>
        <translation>file oder folder: dessen Name ist der Sprecher; tier:NAME: das Etikett dort; sonst ein Name für alle.</translation>
    </message>
    <message>
        <source>Tier of words</source>
        <translation>Spur der Wörter</translation>
    </message>
    <message>
        <source>Its labels are what was said.</source>
        <translation>Die Etiketten darin sind das Gesagte.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Two letters for all recordings.</source>
        <translation>Zwei Buchstaben für alle Aufnahmen.</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>What the actor meant, or what the listeners voted for.</source>
        <translation>Was der Schauspieler meinte oder wofür die Hörer stimmten.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Which of the two recordings of each sentence is taken.</source>
        <translation>Welche der beiden Aufnahmen jedes Satzes genommen wird.</translation>
    </message>
    <message>
        <source>Tables of labels</source>
        <translation>Tabellen der Labels</translation>
    </message>
    <message>
        <source>Names of the database&apos;s tables that hold the labels.</source>
        <translation>Namen der Tabellen der Datenbank, die die Labels enthalten.</translation>
    </message>
</context>
<context>
    <name>KeyScheme</name>
    <message>
        <source>Standard</source>
        <comment>preset of keys</comment>
        <translation>Standard</translation>
    </message>
    <message>
        <source>As in Praat</source>
        <translation>Wie in Praat</translation>
    </message>
    <message>
        <source>As in Audacity</source>
        <translation>Wie in Audacity</translation>
    </message>
</context>
<context>
    <name>LayerMap</name>
    <message>
        <source>mean over time</source>
        <translation>Mittel über die Zeit</translation>
    </message>
    <message>
        <source>largest value over time</source>
        <translation>größter Wert über die Zeit</translation>
    </message>
    <message>
        <source>deviation over time</source>
        <translation>Abweichung über die Zeit</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>Alle Schichten</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Layer %1 (%2)</source>
        <translation>Schicht %1 (%2)</translation>
    </message>
    <message>
        <source>%1, derived</source>
        <comment>valence or arousal that comes from the emotion</comment>
        <translation>%1, abgeleitet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a column and its value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2 on %3: %4, %5, units standardised.</source>
        <comment>network, tap, corpus, layer, pool</comment>
        <translation>%1, %2 auf %3: %4, %5, Einheiten standardisiert.</translation>
    </message>
    <message>
        <source>Two principal components hold %1 and %2 % of the variance.</source>
        <translation>Zwei Hauptkomponenten enthalten %1 und %2 % der Varianz.</translation>
    </message>
    <message>
        <source>t-SNE of %1 principal components, perplexity %2: who is beside whom counts; distances between groups and their sizes mean little.</source>
        <translation>t-SNE aus %1 Hauptkomponenten, Perplexität %2: Es zählt, wer neben wem steht; Abstände zwischen Gruppen und ihre Größen bedeuten wenig.</translation>
    </message>
    <message>
        <source>Trustworthiness %1 (%2 neighbours; 1 at best, about .5 by chance).</source>
        <translation>Vertrauenswürdigkeit %1 (%2 Nachbarn; bestenfalls 1, durch Zufall etwa .5).</translation>
    </message>
</context>
<context>
    <name>LayersData</name>
    <message>
        <source>labels shuffled</source>
        <translation>Labels vertauscht</translation>
    </message>
    <message>
        <source>untrained network</source>
        <translation>untrainiertes Netz</translation>
    </message>
    <message>
        <source>activation, centred by speaker</source>
        <translation>Aktivierung, nach Sprecher zentriert</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>First layer mean |r| %1, last %2</source>
        <translation>Erste Schicht: Mittel |r| %1, letzte %2</translation>
    </message>
    <message>
        <source>First %1 layers mean |r| %2, last %1 %3</source>
        <translation>Erste %1 Schichten: Mittel |r| %2, letzte %1 %3</translation>
    </message>
    <message>
        <source>; by speaker the difference is %1, 95 % CI %2 to %3 (%4 speakers)</source>
        <translation>; über die Sprecher beträgt der Unterschied %1, 95-%-KI %2 bis %3 (%4 Sprecher)</translation>
    </message>
    <message>
        <source>%1 against the rest</source>
        <translation>%1 gegen den Rest</translation>
    </message>
    <message>
        <source>derived from the emotion</source>
        <translation>aus der Emotion abgeleitet</translation>
    </message>
    <message>
        <source>speaker %1</source>
        <translation>Sprecher %1</translation>
    </message>
    <message>
        <source>all speakers, mean of Fisher&apos;s z</source>
        <translation>alle Sprecher, Mittel von Fishers z</translation>
    </message>
    <message>
        <source>all speakers, each one&apos;s mean taken off</source>
        <translation>alle Sprecher, jeweils ihr Mittel abgezogen</translation>
    </message>
    <message>
        <source>all utterances as they are, which mixes in differences between speakers</source>
        <translation>alle Äußerungen, wie sie sind, was Unterschiede zwischen Sprechern einmischt</translation>
    </message>
    <message>
        <source>Spearman</source>
        <translation>Spearman</translation>
    </message>
    <message>
        <source>Pearson</source>
        <translation>Pearson</translation>
    </message>
    <message>
        <source>%1 without duration and level</source>
        <translation>%1 ohne Dauer und Pegel</translation>
    </message>
    <message>
        <source>%1 without duration</source>
        <translation>%1 ohne Dauer</translation>
    </message>
    <message>
        <source>%1 without level</source>
        <translation>%1 ohne Pegel</translation>
    </message>
    <message>
        <source>%1, %2 on %3, %4: %5.</source>
        <translation>%1, %2 auf %3, %4: %5.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 units count (%4), n = %5.</source>
        <translation>%1: %2 von %3 Einheiten zählen (%4), n = %5.</translation>
    </message>
    <message>
        <source>Control (%1): %2.</source>
        <translation>Kontrolle (%1): %2.</translation>
    </message>
    <message>
        <source>%1 less %2</source>
        <comment>a difference of correlations</comment>
        <translation>%1 minus %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a network and a tap</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, untrained</source>
        <comment>a network or tap</comment>
        <translation>%1, untrainiert</translation>
    </message>
    <message>
        <source>same utterances, Meng, Rosenthal and Rubin</source>
        <translation>dieselben Äußerungen, Meng, Rosenthal und Rubin</translation>
    </message>
    <message numerus="yes">
        <source>paired t over %n speakers, on Fisher&apos;s z</source>
        <translation>
            <numerusform>gepaartes t über %n Sprecher, mit Fishers z</numerusform>
            <numerusform>gepaartes t über %n Sprecher, mit Fishers z</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 of %3 units differ (%4; %5), n = %6</source>
        <translation>%1: %2 von %3 Einheiten unterscheiden sich (%4; %5), n = %6</translation>
    </message>
    <message>
        <source>layer %1 (%2)</source>
        <comment>a layer and its number of units</comment>
        <translation>Schicht %1 (%2)</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <comment>layers</comment>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>, %1 higher, %2 lower, in %3</source>
        <translation>, %1 höher, %2 niedriger, in %3</translation>
    </message>
</context>
<context>
    <name>LayersSettings</name>
    <message>
        <source>uncorrected, p &lt; %1</source>
        <translation>unkorrigiert, p &lt; %1</translation>
    </message>
    <message>
        <source>Bonferroni, p &lt; %1</source>
        <translation>Bonferroni, p &lt; %1</translation>
    </message>
    <message>
        <source>Holm, p &lt; %1</source>
        <translation>Holm, p &lt; %1</translation>
    </message>
    <message>
        <source>BH q = %1</source>
        <translation>BH q = %1</translation>
    </message>
    <message>
        <source>BY q = %1</source>
        <translation>BY q = %1</translation>
    </message>
    <message>
        <source>max |r| of %1 permutations, p &lt; %2</source>
        <translation>max. |r| aus %1 Permutationen, p &lt; %2</translation>
    </message>
    <message>
        <source>%1 over all targets</source>
        <comment>a correction</comment>
        <translation>%1 über alle Ziele</translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>tier</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>start (s)</source>
        <translation>Anfang (s)</translation>
    </message>
    <message>
        <source>end (s)</source>
        <translation>Ende (s)</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Beschriftung</translation>
    </message>
</context>
<context>
    <name>ModelData</name>
    <message>
        <source>%1 (%2 to %3)</source>
        <comment>name of a dimension, its scale</comment>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation>%1 Millionen</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>%1 of %2 units, %3 heads</source>
        <translation>%1 mit je %2 Einheiten, %3 Köpfe</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Frames</translation>
    </message>
    <message>
        <source>every %1 ms</source>
        <translation>alle %1 ms</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>%1 (CTC)</source>
        <translation>%1 (CTC)</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>%1, each recording normalised</source>
        <translation>%1, jede Aufnahme normalisiert</translation>
    </message>
    <message>
        <source>%1 (95 % CI %2 to %3), %4</source>
        <translation>%1 (95-%-KI %2 bis %3), %4</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a figure, its protocol</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1; speaker-dependent, too good</source>
        <translation>%1; sprecherabhängig, zu gut</translation>
    </message>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n Klasse</numerusform>
            <numerusform>%n Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>no emotions</source>
        <translation>keine Emotionen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert auf</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>none is named</source>
        <translation>keine ist genannt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>number, type</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 layers of %2 units, %3 frames</source>
        <translation>%1 Schichten mit je %2 Einheiten, %3 Frames</translation>
    </message>
    <message>
        <source>&quot;%1&quot;</source>
        <comment>what was heard</comment>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 hears in the example: %2. Ready after %3 s, then %4 s for %5 s of sound.</source>
        <translation>%1 hört im Beispiel: %2. Bereit nach %3 s, dann %4 s für %5 s Ton.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
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
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>See what the units of a network know of valence, arousal and emotions.</source>
        <translation>Sehen, was die Einheiten eines Netzes von Valenz, Erregung und Emotionen wissen.</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Listen to a microphone and see the emotion of the voice.</source>
        <translation>Auf ein Mikrofon hören und die Emotion der Stimme sehen.</translation>
    </message>
</context>
<context>
    <name>PanelParts</name>
    <message>
        <source>Standard settings</source>
        <translation>Standardeinstellungen</translation>
    </message>
    <message>
        <source>no model found</source>
        <translation>kein Modell gefunden</translation>
    </message>
</context>
<context>
    <name>PresentScreen</name>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>%1 x %2</source>
        <translation>%1 x %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (%2), %3</source>
        <translation>%1 (%2), %3</translation>
    </message>
</context>
<context>
    <name>RecognisedUnits</name>
    <message>
        <source>%1, by all frames: no unit was heard</source>
        <comment>emotion</comment>
        <translation>%1, nach allen Frames: Es wurde keine Einheit gehört</translation>
    </message>
    <message>
        <source>%1 by majority</source>
        <comment>emotion</comment>
        <translation>%1 nach Mehrheit</translation>
    </message>
    <message>
        <source>%1, a tie broken by the units&apos; posteriors</source>
        <comment>emotion</comment>
        <translation>%1, Gleichstand durch die Posteriors der Einheiten entschieden</translation>
    </message>
    <message>
        <source>%1, a tie broken by all frames</source>
        <comment>emotion</comment>
        <translation>%1, Gleichstand durch alle Frames entschieden</translation>
    </message>
    <message>
        <source>%1, a tie broken by the order of the classes</source>
        <comment>emotion</comment>
        <translation>%1, Gleichstand durch die Reihenfolge der Klassen entschieden</translation>
    </message>
    <message>
        <source>soft vote %1</source>
        <comment>emotion</comment>
        <translation>weiche Abstimmung %1</translation>
    </message>
    <message>
        <source>%1 %2 (peaks %3, share of all frames %4)</source>
        <comment>emotion, units</comment>
        <translation>%1 %2 (Spitzen %3, Anteil an allen Frames %4)</translation>
    </message>
    <message>
        <source>Vote of the units: %1. %2; %3.</source>
        <translation>Abstimmung der Einheiten: %1. %2; %3.</translation>
    </message>
    <message>
        <source>Recognised units, %1</source>
        <translation>Erkannte Einheiten, %1</translation>
    </message>
    <message>
        <source>heard in %1 pieces</source>
        <translation>in %1 Stücken gehört</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>unit and its emotion</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2 – %3 s, posterior %4</source>
        <comment>unit</comment>
        <translation>%1, %2 – %3 s, Posterior %4</translation>
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
    <message>
        <source>leave one session out</source>
        <translation>je eine Sitzung ausgelassen</translation>
    </message>
    <message>
        <source>the corpus&apos;s own parts</source>
        <translation>die Teile des Korpus</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Title, licence, citation and source of the corpus, as they were when the run began.</source>
        <translation>Titel, Lizenz, Zitat und Quelle des Korpus, wie zu Beginn des Laufs.</translation>
    </message>
    <message>
        <source>Concordance correlation coefficient (Lin 1989), the mean over the dimensions, pooled over all held-out predictions.
In brackets the 95 % interval by bootstrap over speakers.</source>
        <translation>Konkordanz-Korrelationskoeffizient (Lin 1989), das Mittel über die Dimensionen, über alle zurückgehaltenen Schätzungen.
In Klammern das 95-%-Intervall durch Bootstrap über Sprecher.</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Weiblich</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Männlich</translation>
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
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>CCC %1 [%2, %3], %4, %5, %6</source>
        <translation>CCC %1 [%2, %3], %4, %5, %6</translation>
    </message>
    <message>
        <source>CCC %1, %2, %3, %4</source>
        <translation>CCC %1, %2, %3, %4</translation>
    </message>
    <message>
        <source>CCC</source>
        <translation>CCC</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>The runs of one sweep, or of several seeds of one experiment, share a group.</source>
        <translation>Die Läufe eines Sweeps oder mehrerer Startwerte eines Experiments bilden eine Gruppe.</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>What this run sets among those of its group.</source>
        <translation>Was dieser Lauf unter denen seiner Gruppe setzt.</translation>
    </message>
    <message>
        <source>The tested part itself has chosen the epoch: the figures are too good.</source>
        <translation>Der geprüfte Teil selbst hat die Epoche gewählt: Die Zahlen sind zu gut.</translation>
    </message>
    <message>
        <source>epoch chosen on the test part</source>
        <translation>Epoche am geprüften Teil gewählt</translation>
    </message>
</context>
<context>
    <name>SeenFigure</name>
    <message>
        <source>What is shown changed while it was drawn. Save the figure once more.</source>
        <translation>Das Gezeigte hat sich beim Zeichnen verändert. Speichere die Abbildung noch einmal.</translation>
    </message>
</context>
<context>
    <name>ShownUnit</name>
    <message>
        <source>%1, untrained</source>
        <comment>a network</comment>
        <translation>%1, untrainiert</translation>
    </message>
    <message>
        <source>layer %1, unit %2 (%3)</source>
        <translation>Schicht %1, Einheit %2 (%3)</translation>
    </message>
    <message>
        <source>%1, unit %2 (%3)</source>
        <comment>layer, unit, tap</comment>
        <translation>%1, Einheit %2 (%3)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>network, unit</comment>
        <translation>%1, %2</translation>
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
    <name>SpeakerClasses</name>
    <message>
        <source>no label</source>
        <translation>ohne Label</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>SpectrogramLook</name>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 kHz</source>
        <translation>%1 kHz</translation>
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
    <message>
        <source>Write a figure of the recording (PNG, SVG or PDF by its ending) and quit.</source>
        <translation>Eine Abbildung der Aufnahme schreiben (PNG, SVG oder PDF je nach Endung) und beenden.</translation>
    </message>
    <message>
        <source>Open a window of its own, even where the program runs already.</source>
        <translation>Ein eigenes Fenster öffnen, auch wenn das Programm schon läuft.</translation>
    </message>
    <message>
        <source>Workspace to begin with: inspect, layers, train, results or live.</source>
        <translation>Arbeitsfläche zu Beginn: inspect, layers, train, results oder live.</translation>
    </message>
    <message>
        <source>--page must be inspect, layers, train, results or live.</source>
        <translation>--page muss inspect, layers, train, results oder live sein.</translation>
    </message>
    <message>
        <source>Where models are fetched from in this start, by https.</source>
        <translation>Woher bei diesem Start Modelle geholt werden, über https.</translation>
    </message>
</context>
<context>
    <name>TableActions</name>
    <message>
        <source>Remove chosen rows</source>
        <translation>Gewählte Zeilen entfernen</translation>
    </message>
    <message>
        <source>Deletes the chosen runs, or takes a waiting one out of the queue.</source>
        <translation>Löscht die gewählten Läufe oder nimmt einen wartenden aus der Warteschlange.</translation>
    </message>
    <message>
        <source>Play utterance</source>
        <translation>Äußerung abspielen</translation>
    </message>
    <message>
        <source>Plays the utterance of the current row, or stops it.</source>
        <translation>Spielt die Äußerung der aktuellen Zeile ab oder hält sie an.</translation>
    </message>
    <message>
        <source>Next utterance</source>
        <translation>Nächste Äußerung</translation>
    </message>
    <message>
        <source>Goes to the next row and plays it.</source>
        <translation>Geht zur nächsten Zeile und spielt sie ab.</translation>
    </message>
    <message>
        <source>Previous utterance</source>
        <translation>Vorige Äußerung</translation>
    </message>
    <message>
        <source>Goes to the previous row and plays it.</source>
        <translation>Geht zur vorigen Zeile und spielt sie ab.</translation>
    </message>
    <message>
        <source>Open utterance in Inspect</source>
        <translation>Äußerung in Ansehen öffnen</translation>
    </message>
    <message>
        <source>Shows the utterance of the current row at its place in its recording.</source>
        <translation>Zeigt die Äußerung der aktuellen Zeile an ihrer Stelle in der Aufnahme.</translation>
    </message>
    <message>
        <source>Back from the list</source>
        <translation>Zurück aus der Liste</translation>
    </message>
    <message>
        <source>Returns to where the list of utterances came from.</source>
        <translation>Kehrt dorthin zurück, woher die Liste der Äußerungen kam.</translation>
    </message>
</context>
<context>
    <name>TierDialogs</name>
    <message>
        <source>Name of the tier</source>
        <translation>Name der Spur</translation>
    </message>
    <message>
        <source>Parent tier</source>
        <translation>Übergeordnete Spur</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Shared boundaries move together</source>
        <translation>Gemeinsame Grenzen wandern mit</translation>
    </message>
    <message>
        <source>Divides each interval of the parent</source>
        <translation>Teilt jedes Intervall der übergeordneten Spur</translation>
    </message>
    <message>
        <source>One interval for each of the parent&apos;s</source>
        <translation>Ein Intervall für jedes der übergeordneten Spur</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Übergeordnet</translation>
    </message>
    <message>
        <source>Follows it</source>
        <translation>Folgt ihr</translation>
    </message>
    <message>
        <source>Vocabulary of %1</source>
        <translation>Vokabular von %1</translation>
    </message>
    <message>
        <source>One label a line. In the tier the keys 1 to 9 write the first nine and go on to the next interval; other labels are marked.</source>
        <translation>Ein Etikett je Zeile. In der Spur schreiben die Tasten 1 bis 9 die ersten neun und gehen zum nächsten Intervall weiter; andere Etiketten werden markiert.</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiketten</translation>
    </message>
    <message>
        <source>Labels in use</source>
        <translation>Verwendete Etiketten</translation>
    </message>
    <message>
        <source>Emotions</source>
        <translation>Emotionen</translation>
    </message>
</context>
<context>
    <name>WrittenTranscript</name>
    <message>
        <source>Transcript, %1</source>
        <comment>a recogniser</comment>
        <translation>Transkript, %1</translation>
    </message>
    <message>
        <source>where it looked</source>
        <translation>wohin er blickte</translation>
    </message>
    <message>
        <source>its best frames</source>
        <translation>seine besten Frames</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>nothing was recognised</source>
        <translation>nichts wurde erkannt</translation>
    </message>
    <message>
        <source>Transcript: characters that the recogniser %1 wrote down, from above, each with where it looked (attention, every %2 ms; no forced alignment).</source>
        <translation>Transkript: Zeichen, die der Erkenner %1 aufschrieb, von oben, jedes mit dem, wohin er blickte (Aufmerksamkeit, alle %2 ms; kein erzwungenes Alignment).</translation>
    </message>
    <message>
        <source>Transcript: characters that the recogniser %1 wrote down, from above, each with its share of the posterior in its frames of the best path (every %2 ms; no forced alignment).</source>
        <translation>Transkript: Zeichen, die der Erkenner %1 aufschrieb, von oben, jedes mit seinem Anteil an der Posteriorwahrscheinlichkeit in seinen Frames des besten Pfades (alle %2 ms; kein erzwungenes Alignment).</translation>
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
    <message>
        <source>on the display of Live</source>
        <translation>auf der Anzeige von Live</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ActionRegistry</name>
    <message>
        <source>%1 is needed for typing and moving about wherever “%2” is heard. Add Ctrl or Alt.</source>
        <translation>%1 wird zum Tippen und Bewegen gebraucht, wo „%2“ gilt. Nimm Strg oder Alt dazu.</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”. Give that another key first.</source>
        <translation>%1 gehört zu „%2“. Gib dieser Aktion zuerst eine andere Taste.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ActivationJob</name>
    <message>
        <source>Activations of %1, untrained</source>
        <translation>Aktivierungen von %1, untrainiert</translation>
    </message>
    <message>
        <source>Activations of %1</source>
        <translation>Aktivierungen von %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::AnnotationController</name>
    <message>
        <source>&amp;Save annotation</source>
        <translation>Annotation &amp;sichern</translation>
    </message>
    <message>
        <source>Write the annotation to its file, in the format it came from.</source>
        <translation>Die Annotation in ihre Datei schreiben, im Format, aus dem sie kam.</translation>
    </message>
    <message>
        <source>Save annotation &amp;as...</source>
        <translation>Annotation sichern &amp;als...</translation>
    </message>
    <message>
        <source>Write the annotation to another file or in another format.</source>
        <translation>Die Annotation in eine andere Datei oder in einem anderen Format schreiben.</translation>
    </message>
    <message>
        <source>Open a&amp;nnotation...</source>
        <translation>A&amp;nnotation öffnen...</translation>
    </message>
    <message>
        <source>Show a TextGrid, ELAN, label or table file with the recording.</source>
        <translation>Eine TextGrid-, ELAN-, Textmarken- oder Tabellendatei zur Aufnahme zeigen.</translation>
    </message>
    <message>
        <source>&amp;Fit annotation to recording</source>
        <translation>&amp;Annotation an Aufnahme anpassen</translation>
    </message>
    <message>
        <source>Let the annotation begin and end with the recording; no label is lost.</source>
        <translation>Die Annotation mit der Aufnahme beginnen und enden lassen; kein Etikett geht verloren.</translation>
    </message>
    <message>
        <source>Open annotation</source>
        <translation>Annotation öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Opened %1, which lies beside the recording.</source>
        <translation>%1 geöffnet; die Datei liegt neben der Aufnahme.</translation>
    </message>
    <message>
        <source>Opened %1.</source>
        <translation>%1 geöffnet.</translation>
    </message>
    <message>
        <source>%1 had to be repaired:</source>
        <translation>%1 musste repariert werden:</translation>
    </message>
    <message>
        <source>%1 ends at %2 s, before the recording ends at %3 s. &quot;Fit annotation to recording&quot; extends it.</source>
        <translation>%1 endet bei %2 s, vor dem Ende der Aufnahme bei %3 s. „Annotation an Aufnahme anpassen“ verlängert sie.</translation>
    </message>
    <message>
        <source>%1 ends at %2 s, after the recording ends at %3 s. &quot;Fit annotation to recording&quot; cuts it.</source>
        <translation>%1 endet bei %2 s, nach dem Ende der Aufnahme bei %3 s. „Annotation an Aufnahme anpassen“ kürzt sie.</translation>
    </message>
    <message numerus="yes">
        <source>%1 ends at %2 s, after the recording ends at %3 s; %n labels there are not shown, but kept.</source>
        <translation>
            <numerusform>%1 endet bei %2 s, nach dem Ende der Aufnahme bei %3 s; %n Etikett dort wird nicht gezeigt, bleibt aber erhalten.</numerusform>
            <numerusform>%1 endet bei %2 s, nach dem Ende der Aufnahme bei %3 s; %n Etiketten dort werden nicht gezeigt, bleiben aber erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has no recording beside it. Open its recording first, then this file.</source>
        <translation>Neben %1 liegt keine Aufnahme. Öffne zuerst die zugehörige Aufnahme, dann diese Datei.</translation>
    </message>
    <message>
        <source>The annotation of %1 has changes that are not saved.</source>
        <translation>Die Annotation von %1 hat ungesicherte Änderungen.</translation>
    </message>
    <message numerus="yes">
        <source>%n annotations have changes that are not saved.</source>
        <translation>
            <numerusform>%n Annotation hat ungesicherte Änderungen.</numerusform>
            <numerusform>%n Annotationen haben ungesicherte Änderungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unsaved annotation</source>
        <translation>Ungesicherte Annotation</translation>
    </message>
    <message>
        <source>Saving writes them to %1.</source>
        <translation>Beim Sichern werden sie in %1 geschrieben.</translation>
    </message>
    <message>
        <source>Annotations (%1)</source>
        <translation>Annotationen (%1)</translation>
    </message>
    <message>
        <source>Make a &amp;corpus of this tier...</source>
        <translation>Aus dieser Spur ein Korpus &amp;machen...</translation>
    </message>
    <message>
        <source>Saves the annotation, then imports the recordings of its folder: each labelled interval of the active tier becomes an utterance, its label the class.</source>
        <translation>Speichert die Annotation und importiert dann die Aufnahmen ihres Ordners: Jedes beschriftete Intervall der aktiven Spur wird eine Äußerung, seine Beschriftung die Klasse.</translation>
    </message>
    <message>
        <source>Choose a tier of intervals first: each labelled interval becomes an utterance.</source>
        <translation>Wähle zuerst eine Spur mit Intervallen: Jedes beschriftete Intervall wird eine Äußerung.</translation>
    </message>
    <message>
        <source>Fine-&amp;tune the model on this tier...</source>
        <translation>Modell auf dieser Spur nach&amp;trainieren...</translation>
    </message>
    <message>
        <source>The same, and then chooses the training in Train that goes on from the model in use with the labels of the tier as its classes.</source>
        <translation>Dasselbe; dann wird in Training das Experiment gewählt, das vom benutzten Modell ausgeht und die Beschriftungen der Spur als Klassen hat.</translation>
    </message>
    <message>
        <source>There is no network to go on from: only networks can be fine-tuned.</source>
        <translation>Es gibt kein Netz, von dem ausgegangen werden kann: Nur Netze lassen sich nachtrainieren.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::AnnotationModel</name>
    <message>
        <source>The annotation is still being read. Nothing was changed.</source>
        <translation>Die Annotation wird noch gelesen. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::AnnotationSaver</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere Meldung</numerusform>
            <numerusform>%n weitere Meldungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Save annotation as</source>
        <translation>Annotation sichern als</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 gibt es schon.</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was opened.</source>
        <translation>%1 wurde seit dem Öffnen von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>Save annotation</source>
        <translation>Annotation sichern</translation>
    </message>
    <message>
        <source>%1 as %2 cannot hold everything:</source>
        <translation>%1 als %2 kann nicht alles enthalten:</translation>
    </message>
    <message>
        <source>Save without them</source>
        <translation>Ohne sie sichern</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>Sichern als...</translation>
    </message>
    <message>
        <source>Overwrite it, or save under another name.</source>
        <translation>Überschreibe die Datei oder sichere unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>Überschreiben</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::AttentionController</name>
    <message>
        <source>Show w&amp;here a network looks...</source>
        <translation>Zeigen, wohin ein Netz b&amp;lickt ...</translation>
    </message>
    <message>
        <source>See the attention of every head of a network in the selection, or in what is in sight.</source>
        <translation>Die Aufmerksamkeit aller Köpfe eines Netzes in der Auswahl sehen, oder in dem, was zu sehen ist.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::AttentionDialog</name>
    <message>
        <source>Copy numbers</source>
        <translation>Zahlen kopieren</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Speichern ...</translation>
    </message>
    <message>
        <source>Attention of a network</source>
        <translation>Aufmerksamkeit eines Netzes</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>A network with self-attention: one that predicts speech, or an imported speech encoder.</source>
        <translation>Ein Netz mit Selbstaufmerksamkeit: eines, das Sprache vorhersagt, oder ein importierter Sprachencoder.</translation>
    </message>
    <message>
        <source>Copy what every head does, in numbers.</source>
        <translation>Kopieren, was jeder Kopf tut, in Zahlen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Looking for networks.</source>
        <translation>Netze werden gesucht.</translation>
    </message>
    <message>
        <source>There is no network with self-attention in the workspace. Import a speech encoder, or train a network that predicts speech: %1</source>
        <translation>Im Arbeitsbereich ist kein Netz mit Selbstaufmerksamkeit. Importiere einen Sprachencoder, oder trainiere ein Netz, das Sprache vorhersagt: %1</translation>
    </message>
    <message>
        <source>Open a recording to see where a network looks in it.</source>
        <translation>Öffne eine Aufnahme, um zu sehen, wohin ein Netz darin blickt.</translation>
    </message>
    <message>
        <source>%1 to %2, %3 frames.</source>
        <translation>%1 bis %2, %3 Frames.</translation>
    </message>
    <message>
        <source>A longer part is in sight: these are its first %1 s.</source>
        <translation>Zu sehen ist ein längerer Teil: dies sind seine ersten %1 s.</translation>
    </message>
    <message>
        <source>Layer %1, head %2</source>
        <translation>Schicht %1, Kopf %2</translation>
    </message>
    <message>
        <source>Save attention</source>
        <translation>Aufmerksamkeit speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Numbers of all heads (*.csv)</source>
        <translation>Zahlen aller Köpfe (*.csv)</translation>
    </message>
    <message>
        <source>What the head does</source>
        <translation>Was der Kopf tut</translation>
    </message>
    <message>
        <source>Layers downwards, heads across</source>
        <translation>Schichten nach unten, Köpfe nach rechts</translation>
    </message>
    <message>
        <source>The attention was saved as %1.</source>
        <translation>Die Aufmerksamkeit wurde als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Save the maps as a picture, as they are seen, or the numbers of all heads as CSV.</source>
        <translation>Die Karten als Bild speichern, wie sie zu sehen sind, oder die Zahlen aller Köpfe als CSV.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::AutomaticTiers</name>
    <message>
        <source>Find &amp;speech and pauses</source>
        <translation>&amp;Sprache und Pausen finden</translation>
    </message>
    <message>
        <source>Add the model&apos;s &amp;emotion as a tier</source>
        <translation>Emotion des Mode&amp;lls als Spur hinzufügen</translation>
    </message>
    <message>
        <source>Finding speech and pauses</source>
        <translation>Suche Sprache und Pausen</translation>
    </message>
    <message>
        <source>Finding speakers</source>
        <translation>Suche Sprecher</translation>
    </message>
    <message>
        <source>No emotion is known of this recording yet. Choose a model, and wait for its track.</source>
        <translation>Von dieser Aufnahme ist noch keine Emotion bekannt. Wähle ein Modell und warte auf seinen Verlauf.</translation>
    </message>
    <message>
        <source>Parts of the recording are not predicted yet; the tier is empty there.</source>
        <translation>Teile der Aufnahme sind noch nicht vorhergesagt; dort ist die Spur leer.</translation>
    </message>
    <message>
        <source>Another tier is being made. Wait for it, or cancel it.</source>
        <translation>Eine andere Spur entsteht gerade. Warte darauf oder brich ab.</translation>
    </message>
    <message>
        <source>Nothing was found; the tier is empty.</source>
        <translation>Nichts wurde gefunden; die Spur ist leer.</translation>
    </message>
    <message>
        <source>Select an interval with the label that is to be renamed.</source>
        <translation>Wähle ein Intervall mit dem Etikett aus, das umbenannt werden soll.</translation>
    </message>
    <message>
        <source>Rename label</source>
        <translation>Etikett umbenennen</translation>
    </message>
    <message>
        <source>New label for every &quot;%1&quot; in the tier:</source>
        <translation>Neues Etikett für jedes „%1“ in der Spur:</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Add a tier that says where somebody speaks, by the intensity of the recording.</source>
        <translation>Eine Spur hinzufügen, die sagt, wo jemand spricht, nach der Intensität der Aufnahme.</translation>
    </message>
    <message>
        <source>Find spea&amp;kers</source>
        <translation>Sprecher fin&amp;den</translation>
    </message>
    <message>
        <source>Add a tier with the turns of each speaker, told apart by their voices.</source>
        <translation>Eine Spur mit den Redebeiträgen jedes Sprechers hinzufügen, unterschieden nach ihren Stimmen.</translation>
    </message>
    <message>
        <source>Add a tier with the emotion that the chosen model hears, to be corrected.</source>
        <translation>Eine Spur mit der Emotion hinzufügen, die das gewählte Modell hört, zum Berichtigen.</translation>
    </message>
    <message>
        <source>Rename label ever&amp;ywhere in the tier...</source>
        <translation>Etikett &amp;überall in der Spur umbenennen...</translation>
    </message>
    <message>
        <source>Give every interval with the label of the selected one another label.</source>
        <translation>Jedem Intervall mit dem Etikett des ausgewählten ein anderes Etikett geben.</translation>
    </message>
    <message>
        <source>Making a tier of emotion</source>
        <translation>Eine Emotionsspur wird angelegt</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::BottomPanel</name>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Hide the tables</source>
        <translation>Die Tabellen verbergen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ChannelButtons</name>
    <message>
        <source>M</source>
        <extracomment>one letter on a button: mute</extracomment>
        <translation>M</translation>
    </message>
    <message>
        <source>S</source>
        <extracomment>one letter on a button: solo, hear this channel alone</extracomment>
        <translation>S</translation>
    </message>
    <message>
        <source>Mute %1 (M)</source>
        <translation>%1 stumm schalten (M)</translation>
    </message>
    <message>
        <source>Mute %1</source>
        <translation>%1 stumm schalten</translation>
    </message>
    <message>
        <source>Hear %1 alone (Shift+M)</source>
        <translation>Nur %1 hören (Umschalt+M)</translation>
    </message>
    <message>
        <source>Hear %1 alone</source>
        <translation>Nur %1 hören</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ChannelPanes</name>
    <message>
        <source>Separate c&amp;hannels</source>
        <translation>&amp;Kanäle getrennt</translation>
    </message>
    <message>
        <source>Show each channel by itself, or the mean of all.</source>
        <translation>Jeden Kanal für sich zeigen, oder das Mittel aller.</translation>
    </message>
    <message>
        <source>Mu&amp;te channel</source>
        <translation>Kanal &amp;stumm schalten</translation>
    </message>
    <message>
        <source>Hear the channel that has the focus, or do not.</source>
        <translation>Den Kanal mit dem Fokus hören oder nicht.</translation>
    </message>
    <message>
        <source>Hear channel al&amp;one</source>
        <translation>&amp;Nur diesen Kanal hören</translation>
    </message>
    <message>
        <source>Hear only the channel that has the focus, or all again.</source>
        <translation>Nur den Kanal mit dem Fokus hören, oder wieder alle.</translation>
    </message>
    <message>
        <source>Na&amp;me channel...</source>
        <translation>Kanal &amp;benennen...</translation>
    </message>
    <message>
        <source>Give the channel that has the focus a name, such as the speaker&apos;s.</source>
        <translation>Dem Kanal mit dem Fokus einen Namen geben, etwa den des Sprechers.</translation>
    </message>
    <message>
        <source>Name channel</source>
        <translation>Kanal benennen</translation>
    </message>
    <message>
        <source>Name of channel %1:</source>
        <translation>Name von Kanal %1:</translation>
    </message>
    <message>
        <source>%1, not heard</source>
        <translation>%1, nicht zu hören</translation>
    </message>
    <message>
        <source>%1 ×%2</source>
        <translation>%1 ×%2</translation>
    </message>
    <message>
        <source>%1, spectrogram</source>
        <translation>%1, Spektrogramm</translation>
    </message>
    <message>
        <source>%1, waveform</source>
        <translation>%1, Wellenform</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ClassLegend</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ClassesTab</name>
    <message>
        <source>Precision, recall and F1 by class</source>
        <translation>Precision, Recall und F1 je Klasse</translation>
    </message>
    <message>
        <source>Precision: of the utterances taken for the class, those that are of it. Recall: of the utterances of the class, those recognised. F1: their harmonic mean. Ctrl+C copies.</source>
        <translation>Precision: von den Äußerungen, die für die Klasse gehalten wurden, die dazugehören. Recall: von den Äußerungen der Klasse die erkannten. F1: ihr harmonisches Mittel. Strg+C kopiert.</translation>
    </message>
    <message>
        <source>ECE: expected calibration error, the mean distance between posterior and share right over 15 bins of equal width (Guo et al. 2017).
Brier score: mean squared distance of the posteriors to the truth, 0 to 2, lower is better (Brier 1950).</source>
        <translation>ECE: erwarteter Kalibrierungsfehler, der mittlere Abstand zwischen Posterior und richtigem Anteil über 15 gleich breite Abschnitte (Guo et al. 2017).
Brier-Score: mittlerer quadrierter Abstand der Posteriors von der Wahrheit, 0 bis 2, niedriger ist besser (Brier 1950).</translation>
    </message>
    <message>
        <source>Precision, recall, F1</source>
        <translation>Precision, Recall, F1</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Utterances</source>
        <translation>Äußerungen</translation>
    </message>
    <message>
        <source>Taken for it</source>
        <translation>Dafür gehalten</translation>
    </message>
    <message>
        <source>ECE %1, Brier score %2, n = %3</source>
        <translation>ECE %1, Brier-Score %2, n = %3</translation>
    </message>
    <message>
        <source>macro F1 %1, %2 utterances, %3</source>
        <translation>Makro-F1 %1, %2 Äußerungen, %3</translation>
    </message>
    <message>
        <source>macro F1 %1, ECE %2, Brier score %3, %4 utterances, %5</source>
        <translation>Makro-F1 %1, ECE %2, Brier-Score %3, %4 Äußerungen, %5</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CodeDialog</name>
    <message>
        <source>Emotion and style</source>
        <translation>Emotion und Stil</translation>
    </message>
    <message>
        <source>Emotion of</source>
        <translation>Emotion von</translation>
    </message>
    <message>
        <source>The utterance whose emotion is put in.</source>
        <translation>Die Äußerung, deren Emotion eingesetzt wird.</translation>
    </message>
    <message>
        <source>Style of</source>
        <translation>Stil von</translation>
    </message>
    <message>
        <source>The utterance whose style is kept: all that is not its emotion.</source>
        <translation>Die Äußerung, deren Stil bleibt: alles, was nicht ihre Emotion ist.</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Exchange the two utterances.</source>
        <translation>Die beiden Äußerungen tauschen.</translation>
    </message>
    <message>
        <source>Features that differ most</source>
        <translation>Merkmale, die sich am meisten unterscheiden</translation>
    </message>
    <message>
        <source>Emotions of the utterances and of what was made</source>
        <translation>Emotionen der Äußerungen und dessen, was entstand</translation>
    </message>
    <message>
        <source>Save as CSV...</source>
        <translation>Als CSV speichern...</translation>
    </message>
    <message>
        <source>Save all features of both rows, in standard deviations and in their own units.</source>
        <translation>Alle Merkmale beider Zeilen speichern, in Standardabweichungen und in ihren eigenen Einheiten.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The autoencoder listens.</source>
        <translation>Der Autoencoder hört zu.</translation>
    </message>
    <message>
        <source>reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>with the other emotion</source>
        <translation>mit der anderen Emotion</translation>
    </message>
    <message>
        <source>%1, standard deviations</source>
        <translation>%1, Standardabweichungen</translation>
    </message>
    <message>
        <source>Features with another emotion against those of the reconstruction</source>
        <translation>Merkmale mit anderer Emotion gegen die der Rekonstruktion</translation>
    </message>
    <message>
        <source>Features of the reconstruction against those of the recording</source>
        <translation>Merkmale der Rekonstruktion gegen die der Aufnahme</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>There is nothing to compare yet.</source>
        <translation>Es gibt noch nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>With the emotion of %1, %2 changes by a mean square of %3, in standard deviations of the training&apos;s features.</source>
        <translation>Mit der Emotion von %1 ändert sich %2 im quadratischen Mittel um %3, in Standardabweichungen der Merkmale des Trainings.</translation>
    </message>
    <message>
        <source>%1 is made again with a mean square error of %2, in standard deviations of the training&apos;s features.</source>
        <translation>%1 wird mit einem mittleren quadratischen Fehler von %2 wiederhergestellt, in Standardabweichungen der Merkmale des Trainings.</translation>
    </message>
    <message>
        <source>%1 % of what sets it apart from the training&apos;s mean is in it.</source>
        <translation>%1 % dessen, was sie vom Mittel des Trainings unterscheidet, sind darin.</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Emotion</source>
        <translation>Emotion</translation>
    </message>
    <message>
        <source>What was made</source>
        <translation>Was entstand</translation>
    </message>
    <message>
        <source>Save features as CSV</source>
        <translation>Merkmale als CSV speichern</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Made again</source>
        <translation>Rekonstruiert</translation>
    </message>
    <message>
        <source>Style&apos;s</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Emotion&apos;s</source>
        <translation>Emotion</translation>
    </message>
    <message>
        <source>Of %1 selected utterances the first %2 are offered.</source>
        <translation>Von %1 ausgewählten Äußerungen stehen die ersten %2 zur Wahl.</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
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
    <message>
        <source>No command found</source>
        <translation>Kein Befehl gefunden</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CommandsDialog</name>
    <message>
        <source>%1 as commands</source>
        <translation>%1 als Befehle</translation>
    </message>
    <message>
        <source>What is shown here has no command yet: open or choose something first.</source>
        <translation>Was hier zu sehen ist, hat noch keinen Befehl: Öffne oder wähle zuerst etwas.</translation>
    </message>
    <message>
        <source>The same without the window, with equal results:</source>
        <translation>Dasselbe ohne Fenster, mit gleichen Ergebnissen:</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ComparisonTab</name>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>p &lt; .001</source>
        <translation>p &lt; .001</translation>
    </message>
    <message>
        <source>p = %1</source>
        <translation>p = %1</translation>
    </message>
    <message>
        <source>Run to compare with</source>
        <translation>Lauf zum Vergleichen</translation>
    </message>
    <message>
        <source>Matrices of the comparison</source>
        <translation>Matrizen des Vergleichs</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Both matrices</source>
        <translation>Beide Matrizen</translation>
    </message>
    <message>
        <source>Both runs on the same utterances. The interval is by bootstrap over speakers, both runs on the same draws; the permutation exchanges the runs speaker by speaker; McNemar counts the utterances that only one of them has right (exact binomial test).</source>
        <translation>Beide Läufe auf denselben Äußerungen. Das Intervall entsteht durch Bootstrap über Sprecher, beide Läufe auf denselben Ziehungen; die Permutation tauscht die Läufe Sprecher für Sprecher; McNemar zählt die Äußerungen, die nur einer von ihnen richtig hat (exakter Binomialtest).</translation>
    </message>
    <message>
        <source>Only this run right</source>
        <translation>Nur dieser Lauf richtig</translation>
    </message>
    <message>
        <source>Only the other run right</source>
        <translation>Nur der andere Lauf richtig</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Confusion matrix of the other run</source>
        <translation>Verwechslungsmatrix des anderen Laufs</translation>
    </message>
    <message>
        <source>Difference of UAR by speaker</source>
        <translation>Differenz des UAR je Sprecher</translation>
    </message>
    <message>
        <source>run %1, %2, %3</source>
        <translation>Lauf %1, %2, %3</translation>
    </message>
    <message>
        <source>There is no other run with the same classes and corpus.</source>
        <translation>Es gibt keinen anderen Lauf mit denselben Klassen und demselben Korpus.</translation>
    </message>
    <message>
        <source>Comparing...</source>
        <translation>Vergleiche...</translation>
    </message>
    <message>
        <source>Only %1 right: %2</source>
        <translation>Nur %1 richtig: %2</translation>
    </message>
    <message>
        <source>Confusion of %1, truth by row</source>
        <translation>Verwechslungen von %1, Wahrheit je Zeile</translation>
    </message>
    <message>
        <source>%1 less %2, truth by row (red more, blue fewer)</source>
        <translation>%1 minus %2, Wahrheit je Zeile (rot mehr, blau weniger)</translation>
    </message>
    <message>
        <source>UAR %1 and %2, difference %3, 95 % CI %4 to %5, permutation by speaker %6, McNemar %7; %8 utterances, %9 speakers.</source>
        <translation>UAR %1 und %2, Differenz %3, 95-%-KI %4 bis %5, Permutation je Sprecher %6, McNemar %7; %8 Äußerungen, %9 Sprecher.</translation>
    </message>
    <message>
        <source>The interval leaves out zero.</source>
        <translation>Das Intervall schließt die Null aus.</translation>
    </message>
    <message>
        <source>Not a difference one can claim.</source>
        <translation>Kein Unterschied, der sich behaupten lässt.</translation>
    </message>
    <message>
        <source>Left out, predicted by one run alone: %1 and %2.</source>
        <translation>Ausgelassen, nur von einem Lauf geschätzt: %1 und %2.</translation>
    </message>
    <message>
        <source>Speaker-dependent: the figures are too good.</source>
        <translation>Sprecherabhängig: Die Werte sind zu gut.</translation>
    </message>
    <message>
        <source>UAR %1 (%2) against %3 (%4), difference %5 [%6, %7], permutation by speaker %8, McNemar %9, %10 utterances</source>
        <translation>UAR %1 (%2) gegen %3 (%4), Differenz %5 [%6, %7], Permutation je Sprecher %8, McNemar %9, %10 Äußerungen</translation>
    </message>
    <message>
        <source>by one run alone</source>
        <translation>nur von einem Lauf</translation>
    </message>
    <message>
        <source>All seeds: UAR %1 (sd %2, %3 runs) and %4 (sd %5, %6 runs), difference %7, 95 % CI %8 to %9.</source>
        <translation>Alle Startwerte: UAR %1 (SD %2, %3 Läufe) und %4 (SD %5, %6 Läufe), Differenz %7, 95-%-KI %8 bis %9.</translation>
    </message>
    <message>
        <source>That the first is above, one-tailed t test: in pairs by order of seed %1, Welch %2.</source>
        <translation>Dass der erste höher liegt, einseitiger t-Test: in Paaren nach dem Startwert %1, Welch %2.</translation>
    </message>
    <message>
        <source>That the first is above, one-tailed t test: Welch %1.</source>
        <translation>Dass der erste höher liegt, einseitiger t-Test: Welch %1.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ConcordanceTable</name>
    <message>
        <source>Concordance</source>
        <translation>Konkordanz</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Groß/klein</translation>
    </message>
    <message>
        <source>Whole label</source>
        <translation>Ganzes Etikett</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save as sound...</source>
        <translation>Als Ton sichern...</translation>
    </message>
    <message>
        <source>Find in labels</source>
        <translation>In Etiketten suchen</translation>
    </message>
    <message>
        <source>The text is a regular expression.</source>
        <translation>Der Text ist ein regulärer Ausdruck.</translation>
    </message>
    <message>
        <source>Upper and lower case differ.</source>
        <translation>Groß- und Kleinschreibung werden unterschieden.</translation>
    </message>
    <message>
        <source>The text is the whole label, not a part of it.</source>
        <translation>Der Text ist das ganze Etikett, nicht ein Teil davon.</translation>
    </message>
    <message>
        <source>Find in open files</source>
        <translation>Offene durchsuchen</translation>
    </message>
    <message>
        <source>Find in a folder...</source>
        <translation>Ordner durchsuchen...</translation>
    </message>
    <message>
        <source>Saves every place shown as a WAV file with its part of the annotation.</source>
        <translation>Sichert jede gezeigte Stelle als WAV-Datei mit ihrem Teil der Annotation.</translation>
    </message>
    <message>
        <source>Find in a folder</source>
        <translation>Ordner durchsuchen</translation>
    </message>
    <message>
        <source>Save as sound</source>
        <translation>Als Ton sichern</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>tier</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>start (s)</source>
        <translation>Anfang (s)</translation>
    </message>
    <message>
        <source>end (s)</source>
        <translation>Ende (s)</translation>
    </message>
    <message>
        <source>before</source>
        <translation>davor</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Etikett</translation>
    </message>
    <message>
        <source>after</source>
        <translation>danach</translation>
    </message>
    <message>
        <source>parent</source>
        <translation>übergeordnet</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message numerus="yes">
        <source>%1 places in %n annotations</source>
        <translation>
            <numerusform>%1 Stellen in %n Annotation</numerusform>
            <numerusform>%1 Stellen in %n Annotationen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sounds saved in %1.</source>
        <translation>
            <numerusform>%n Tondatei in %1 gesichert.</numerusform>
            <numerusform>%n Tondateien in %1 gesichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Sichern läuft</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CorpusPage</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>Korpus</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>a label and its new value</comment>
        <translation>%1 zu %2</translation>
    </message>
    <message>
        <source>%1 of %2 utterances to %3</source>
        <translation>%1 von %2 Äußerungen zu %3</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Writes the corpus, with its edited labels, for other programs.</source>
        <translation>Schreibt das Korpus mit den bearbeiteten Labels für andere Programme.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Shows or hides the panel at the right (F4).</source>
        <translation>Zeigt oder verbirgt die Leiste rechts (F4).</translation>
    </message>
    <message>
        <source>%1 of %2 utterances</source>
        <translation>%1 von %2 Äußerungen</translation>
    </message>
    <message>
        <source>%1 utterances</source>
        <translation>%1 Äußerungen</translation>
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
        <source>searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>%1 utterances chosen</source>
        <translation>%1 Äußerungen gewählt</translation>
    </message>
    <message>
        <source>Back to training</source>
        <translation>Zurück zum Training</translation>
    </message>
    <message>
        <source>Leaves the table of a corpus.</source>
        <translation>Verlässt die Tabelle eines Korpus.</translation>
    </message>
    <message>
        <source>Edit labels</source>
        <translation>Labels bearbeiten</translation>
    </message>
    <message>
        <source>Goes to the labels of the chosen utterances of a corpus.</source>
        <translation>Geht zu den Labels der gewählten Äußerungen eines Korpus.</translation>
    </message>
    <message>
        <source>Check recordings of the corpus</source>
        <translation>Aufnahmen des Korpus prüfen</translation>
    </message>
    <message>
        <source>Reads every recording and lists what is clipped, silent, twice there or unreadable.</source>
        <translation>Liest jede Aufnahme und listet auf, was übersteuert, still, doppelt oder unlesbar ist.</translation>
    </message>
    <message>
        <source>Export corpus as CSV...</source>
        <translation>Korpus als CSV exportieren...</translation>
    </message>
    <message>
        <source>Writes a table manifest.csv with a row for each utterance.</source>
        <translation>Schreibt eine Tabelle manifest.csv mit einer Zeile je Äußerung.</translation>
    </message>
    <message>
        <source>Export corpus as audformat...</source>
        <translation>Korpus als audformat exportieren...</translation>
    </message>
    <message>
        <source>Writes db.yaml and its tables.</source>
        <translation>Schreibt db.yaml und die Tabellen dazu.</translation>
    </message>
    <message>
        <source>Export corpus for Kaldi...</source>
        <translation>Korpus für Kaldi exportieren...</translation>
    </message>
    <message>
        <source>Writes a data folder: wav.scp, utt2spk, text and more.</source>
        <translation>Schreibt einen Datenordner: wav.scp, utt2spk, text und mehr.</translation>
    </message>
    <message>
        <source>Copy the recordings too</source>
        <translation>Auch die Aufnahmen kopieren</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Folder to export to</source>
        <translation>Zielordner des Exports</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>%1 utterances written to %2.</source>
        <translation>%1 Äußerungen nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>Check recordings of %1</source>
        <translation>Aufnahmen von %1 prüfen</translation>
    </message>
    <message>
        <source>labels of the raters</source>
        <translation>Labels der Rater</translation>
    </message>
    <message>
        <source>Every label is as the raters said already.</source>
        <translation>Jedes Label ist schon so, wie die Rater sagten.</translation>
    </message>
    <message>
        <source>Rate the corpus...</source>
        <translation>Korpus bewerten...</translation>
    </message>
    <message>
        <source>Plays the utterances in random order and asks how they sound.</source>
        <translation>Spielt die Äußerungen in zufälliger Reihenfolge und fragt, wie sie klingen.</translation>
    </message>
    <message>
        <source>These utterances</source>
        <translation>Diese Äußerungen</translation>
    </message>
    <message>
        <source>Counts by speaker and class</source>
        <translation>Anzahlen nach Sprecher und Klasse</translation>
    </message>
    <message>
        <source>Quality of the recordings</source>
        <translation>Qualität der Aufnahmen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CorpusPanel</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Utterance and corpus</source>
        <translation>Äußerung und Korpus</translation>
    </message>
    <message>
        <source>Utterance</source>
        <translation>Äußerung</translation>
    </message>
    <message>
        <source>Classes by speaker</source>
        <translation>Klassen je Sprecher</translation>
    </message>
    <message>
        <source>Durations</source>
        <translation>Dauern</translation>
    </message>
    <message>
        <source>Valence and arousal</source>
        <translation>Valenz und Erregung</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>About the corpus</source>
        <translation>Über das Korpus</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>Bearbeitungen</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>Lizenz: %1</translation>
    </message>
    <message>
        <source>To be cited: %1</source>
        <translation>Zu zitieren: %1</translation>
    </message>
    <message>
        <source>To be had: %1</source>
        <translation>Zu beziehen: %1</translation>
    </message>
    <message>
        <source>%1 %2 to %3</source>
        <comment>a quantity and its scale</comment>
        <translation>%1 %2 bis %3</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>Ordner: %1</translation>
    </message>
    <message>
        <source>Layout: %1</source>
        <translation>Layout: %1</translation>
    </message>
    <message>
        <source>Scales: %1</source>
        <translation>Skalen: %1</translation>
    </message>
    <message>
        <source>%1, %2: %3 to %4 (%5, %6)</source>
        <comment>utterance, label: old to new (who, when)</comment>
        <translation>%1, %2: %3 zu %4 (%5, %6)</translation>
    </message>
    <message>
        <source>taken back: %1</source>
        <translation>zurückgenommen: %1</translation>
    </message>
    <message>
        <source>No label has been edited. What was imported is never changed: edits lie beside it.</source>
        <translation>Kein Label wurde bearbeitet. Das Importierte ändert sich nie: Bearbeitungen liegen daneben.</translation>
    </message>
    <message>
        <source>Raters</source>
        <translation>Rater</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CorpusSource</name>
    <message>
        <source>At most %1 labels are changed at once. Choose fewer utterances.</source>
        <translation>Höchstens %1 Labels werden auf einmal geändert. Wähle weniger Äußerungen.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CorpusTable</name>
    <message>
        <source>Utterances</source>
        <translation>Äußerungen</translation>
    </message>
    <message>
        <source>Standard columns</source>
        <translation>Standardspalten</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CorpusTableModel</name>
    <message>
        <source>Edited: not as imported.</source>
        <translation>Bearbeitet: nicht wie importiert.</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>play</source>
        <translation>abspielen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::DeletedRuns</name>
    <message>
        <source>Deleted runs</source>
        <translation>Gelöschte Läufe</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Remove for good...</source>
        <translation>Endgültig entfernen...</translation>
    </message>
    <message>
        <source>Remove 1 run</source>
        <translation>1 Lauf entfernen</translation>
    </message>
    <message>
        <source>Remove %1 runs</source>
        <translation>%1 Läufe entfernen</translation>
    </message>
    <message>
        <source>No run has been deleted.</source>
        <translation>Kein Lauf wurde gelöscht.</translation>
    </message>
    <message>
        <source>Predictions, curves and checkpoints go for good. This cannot be undone.</source>
        <translation>Schätzungen, Kurven und Zwischenstände werden endgültig entfernt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Deleted runs keep their predictions until they are removed for good.</source>
        <translation>Gelöschte Läufe behalten ihre Schätzungen, bis sie endgültig entfernt werden.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::DialogueModel</name>
    <message>
        <source>most, %1, from %2 to %3 % of the turn; from beginning to end %4</source>
        <translation>am meisten, %1, von %2 bis %3 % des Redebeitrags; von Anfang bis Ende %4</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>an emotion and its posterior</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>begins at %1</source>
        <translation>beginnt bei %1</translation>
    </message>
    <message>
        <source>turn %1</source>
        <translation>Redebeitrag %1</translation>
    </message>
    <message>
        <source>the speaker&apos;s turn before the chosen one</source>
        <translation>der Redebeitrag derselben Person vor dem gewählten</translation>
    </message>
    <message>
        <source>the interlocutor&apos;s turn before the chosen one</source>
        <translation>der Redebeitrag des Gegenübers vor dem gewählten</translation>
    </message>
    <message>
        <source>plays</source>
        <translation>wird abgespielt</translation>
    </message>
    <message>
        <source>%1, who speaks first</source>
        <translation>%1, spricht zuerst</translation>
    </message>
    <message>
        <source>%1, the other speaker</source>
        <translation>%1, die andere Person</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>ohne Label</translation>
    </message>
    <message>
        <source>labelled %1</source>
        <translation>Label %1</translation>
    </message>
    <message>
        <source>not judged by this run</source>
        <translation>von diesem Lauf nicht beurteilt</translation>
    </message>
    <message>
        <source>heard as %1, wrong: it is %2</source>
        <translation>gehört als %1, falsch: es ist %2</translation>
    </message>
    <message>
        <source>heard as %1, right</source>
        <translation>gehört als %1, richtig</translation>
    </message>
    <message>
        <source>no attention of its own</source>
        <translation>keine eigene Aufmerksamkeit</translation>
    </message>
    <message>
        <source>attention when it was judged: %1</source>
        <translation>Aufmerksamkeit bei der eigenen Beurteilung: %1</translation>
    </message>
    <message>
        <source>context of no later turn of its speaker</source>
        <translation>Kontext keines späteren Redebeitrags derselben Person</translation>
    </message>
    <message>
        <source>attention as its speaker&apos;s turn before: %1</source>
        <translation>Aufmerksamkeit als voriger Redebeitrag derselben Person: %1</translation>
    </message>
    <message>
        <source>context of no turn of the interlocutor</source>
        <translation>Kontext keines Redebeitrags des Gegenübers</translation>
    </message>
    <message>
        <source>attention as the interlocutor&apos;s turn before: %1</source>
        <translation>Aufmerksamkeit als voriger Redebeitrag des Gegenübers: %1</translation>
    </message>
    <message>
        <source>%1, without a transcript.</source>
        <translation>%1, ohne Transkript.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a turn and what was said</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2.</source>
        <comment>label, then what was heard</comment>
        <translation>%1, %2.</translation>
    </message>
    <message>
        <source>%1 of the same speaker</source>
        <translation>%1 derselben Person</translation>
    </message>
    <message>
        <source>%1 of the interlocutor</source>
        <translation>%1 des Gegenübers</translation>
    </message>
    <message>
        <source>Judged with %1.</source>
        <translation>Beurteilt mit %1.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>Gesagt</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>As previous</source>
        <translation>Als voriger</translation>
    </message>
    <message>
        <source>As interlocutor</source>
        <translation>Als Gegenüber</translation>
    </message>
    <message>
        <source>Where the network listened in the turn when it judged it: its %1 equal parts, taller for more attention. The largest share of the dialogue has the full height.</source>
        <translation>Wo das Netz im Redebeitrag hinhörte, als es ihn beurteilte: dessen %1 gleiche Teile, höher für mehr Aufmerksamkeit. Der größte Anteil des Dialogs hat die volle Höhe.</translation>
    </message>
    <message>
        <source>Where it listened in the turn when it judged the next turn of the same speaker.</source>
        <translation>Wo es im Redebeitrag hinhörte, als es den nächsten derselben Person beurteilte.</translation>
    </message>
    <message>
        <source>Where it listened in the turn when it judged the answers of the interlocutor, on average.</source>
        <translation>Wo es im Redebeitrag hinhörte, als es die Antworten des Gegenübers beurteilte, im Mittel.</translation>
    </message>
    <message>
        <source>The emotion predicted and its posterior; × where it is not the label.</source>
        <translation>Die vorhergesagte Emotion und ihre Posterior-Wahrscheinlichkeit; × wo sie nicht das Label ist.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::DialogueTab</name>
    <message>
        <source>%1: %2 of %3 judged turns right</source>
        <translation>%1: %2 von %3 beurteilten Redebeiträgen richtig</translation>
    </message>
    <message>
        <source>Dialogue</source>
        <translation>Dialog</translation>
    </message>
    <message>
        <source>The dialogues of which the run has judged turns, by session and name</source>
        <translation>Die Dialoge, deren Redebeiträge der Lauf beurteilt hat, nach Sitzung und Name</translation>
    </message>
    <message>
        <source>Play turn</source>
        <translation>Redebeitrag abspielen</translation>
    </message>
    <message>
        <source>Plays the chosen turn, or stops it (Space)</source>
        <translation>Spielt den gewählten Redebeitrag ab oder hält ihn an (Leertaste)</translation>
    </message>
    <message>
        <source>Open in Inspect</source>
        <translation>In Inspect öffnen</translation>
    </message>
    <message>
        <source>Shows the chosen turn in its recording (Return)</source>
        <translation>Zeigt den gewählten Redebeitrag in seiner Aufnahme (Eingabetaste)</translation>
    </message>
    <message>
        <source>Turns of the dialogue</source>
        <translation>Redebeiträge des Dialogs</translation>
    </message>
    <message>
        <source>Both speakers&apos; turns in their order. The chosen one&apos;s context is marked: ◀ the turn before of the same speaker, ◁ that of the interlocutor. Ctrl+C copies.</source>
        <translation>Die Redebeiträge beider Personen in ihrer Reihenfolge. Der Kontext des gewählten ist markiert: ◀ der vorige derselben Person, ◁ der des Gegenübers. Strg+C kopiert.</translation>
    </message>
    <message>
        <source>The chosen turn, and the turns that it was judged with</source>
        <translation>Der gewählte Redebeitrag und die, mit denen er beurteilt wurde</translation>
    </message>
    <message>
        <source>The dialogues are being read...</source>
        <translation>Die Dialoge werden gelesen ...</translation>
    </message>
    <message>
        <source>This run&apos;s corpus names no dialogues.</source>
        <translation>Das Korpus dieses Laufs nennt keine Dialoge.</translation>
    </message>
    <message>
        <source>This run has judged no turn of a dialogue.</source>
        <translation>Dieser Lauf hat keinen Redebeitrag eines Dialogs beurteilt.</translation>
    </message>
    <message>
        <source>session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>%1 and its context</source>
        <translation>%1 und sein Kontext</translation>
    </message>
    <message>
        <source>%1 was not judged by this run, which does not know its audio.</source>
        <translation>%1 wurde von diesem Lauf nicht beurteilt, er kennt daher den Ton nicht.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a dialogue&apos;s score and how it was measured</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::DiskWatch</name>
    <message>
        <source>%1 was deleted or moved by another program. The annotation is still here, not saved; saving writes it again.</source>
        <translation>%1 wurde von einem anderen Programm gelöscht oder verschoben. Die Annotation ist noch hier, ungesichert; Speichern schreibt sie wieder.</translation>
    </message>
    <message>
        <source>%1 was changed by another program, and has changes here too.</source>
        <translation>%1 wurde von einem anderen Programm geändert und hat auch hier Änderungen.</translation>
    </message>
    <message>
        <source>%1 was changed by another program.</source>
        <translation>%1 wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Keep what is here</source>
        <translation>Behalten, was hier ist</translation>
    </message>
    <message>
        <source>%1 was deleted or moved by another program. What has been read of it is still shown.</source>
        <translation>%1 wurde von einem anderen Programm gelöscht oder verschoben. Was davon gelesen ist, wird noch gezeigt.</translation>
    </message>
    <message>
        <source>%1 was changed by another program. It is shown as it was.</source>
        <translation>%1 wurde von einem anderen Programm geändert. Gezeigt wird der frühere Stand.</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Neu öffnen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::DocumentBar</name>
    <message>
        <source>Open recordings</source>
        <translation>Offene Aufnahmen</translation>
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
    <name>prososcope::gui::EmotionTracker</name>
    <message>
        <source>in progress</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>below %1 s in view or when asked</source>
        <translation>unter %1 s im Bild oder auf Wunsch</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ExperimentForm</name>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Log-mel network</source>
        <translation>Log-Mel-Netz</translation>
    </message>
    <message>
        <source>Linear SVM</source>
        <translation>Lineare SVM</translation>
    </message>
    <message>
        <source>RBF SVM</source>
        <translation>RBF-SVM</translation>
    </message>
    <message>
        <source>Linear SVM, one against the rest</source>
        <translation>Lineare SVM, eine gegen den Rest</translation>
    </message>
    <message>
        <source>Random forest</source>
        <translation>Random Forest</translation>
    </message>
    <message>
        <source>Ridge regression</source>
        <translation>Ridge-Regression</translation>
    </message>
    <message>
        <source>Least squares</source>
        <translation>Kleinste Quadrate</translation>
    </message>
    <message>
        <source>Fusion</source>
        <translation>Fusion</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>Normalisierung</translation>
    </message>
    <message>
        <source>On the training speakers</source>
        <translation>An den Trainingssprechern</translation>
    </message>
    <message>
        <source>Every speaker by itself</source>
        <translation>Jeder Sprecher für sich</translation>
    </message>
    <message>
        <source>Uses the tested speaker&apos;s own recordings, without their labels.</source>
        <translation>Verwendet die eigenen Aufnahmen des getesteten Sprechers, ohne deren Labels.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf der Lernrate</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstant</translation>
    </message>
    <message>
        <source>Three stages</source>
        <translation>Drei Stufen</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>32 bits</source>
        <translation>32 Bit</translation>
    </message>
    <message>
        <source>16 bits (bfloat16), on GPUs</source>
        <translation>16 Bit (bfloat16), auf GPUs</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Inner speakers</source>
        <translation>Innere Sprecher</translation>
    </message>
    <message>
        <source>Copies of the recordings</source>
        <translation>Kopien der Aufnahmen</translation>
    </message>
    <message>
        <source>Speeds</source>
        <translation>Geschwindigkeiten</translation>
    </message>
    <message>
        <source>none, such as 0.9, 1.1</source>
        <translation>keine, etwa 0.9, 1.1</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>Noises</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Each seed is a run of its own; several show how much of a figure is chance.</source>
        <translation>Jeder Startwert ist ein eigener Lauf; mehrere zeigen, wie viel an einem Wert Zufall ist.</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>Keep a model of all speakers</source>
        <translation>Ein Modell aller Sprecher behalten</translation>
    </message>
    <message>
        <source>Trains once more on everybody at the end, and keeps that model for use.</source>
        <translation>Trainiert am Ende noch einmal an allen und behält dieses Modell zum Gebrauch.</translation>
    </message>
    <message>
        <source>The model %1 cannot be trained on it.</source>
        <translation>Das Modell %1 kann damit nicht trainiert werden.</translation>
    </message>
    <message>
        <source>Members, their posteriors averaged:</source>
        <translation>Mitglieder, ihre Posteriors gemittelt:</translation>
    </message>
    <message>
        <source>Kernel ridge</source>
        <translation>Kernel-Ridge</translation>
    </message>
    <message>
        <source>The network goes on from the weights of this model.</source>
        <translation>Das Netz geht von den Gewichten dieses Modells aus.</translation>
    </message>
    <message>
        <source>Goes on from</source>
        <translation>Geht aus von</translation>
    </message>
    <message>
        <source>Speech encoder</source>
        <translation>Sprachencoder</translation>
    </message>
    <message>
        <source>a model of the workspace, or a folder</source>
        <translation>ein Modell des Arbeitsbereichs oder ein Ordner</translation>
    </message>
    <message>
        <source>What learns</source>
        <translation>Was lernt</translation>
    </message>
    <message>
        <source>A linear probe</source>
        <translation>Eine lineare Sonde</translation>
    </message>
    <message>
        <source>The top layers</source>
        <translation>Die obersten Schichten</translation>
    </message>
    <message>
        <source>Top layers</source>
        <translation>Oberste Schichten</translation>
    </message>
    <message>
        <source>Future prediction</source>
        <translation>Vorhersage des Kommenden</translation>
    </message>
    <message>
        <source>Adversarial autoencoder</source>
        <translation>Adversarialer Autoencoder</translation>
    </message>
    <message>
        <source>Dialogues, interaction-aware attention</source>
        <translation>Dialoge, Aufmerksamkeit auf beide Sprecher</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>Klassifikator</translation>
    </message>
    <message>
        <source>Its mean over time, the network learns</source>
        <translation>Das Mittel über die Zeit, das Netz lernt</translation>
    </message>
    <message>
        <source>Attention LSTM</source>
        <translation>LSTM mit Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Of each frame</source>
        <translation>Von jedem Frame</translation>
    </message>
    <message>
        <source>Bands and layers side by side</source>
        <translation>Bänder und Schichten nebeneinander</translation>
    </message>
    <message>
        <source>Projected bands and layers side by side</source>
        <translation>Projizierte Bänder und Schichten nebeneinander</translation>
    </message>
    <message>
        <source>Their sum</source>
        <translation>Summe beider</translation>
    </message>
    <message>
        <source>The first layer</source>
        <translation>Die erste Schicht</translation>
    </message>
    <message>
        <source>The second layer</source>
        <translation>Die zweite Schicht</translation>
    </message>
    <message>
        <source>The mel bands</source>
        <translation>Die Mel-Bänder</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>The turns before, of both speakers</source>
        <translation>Die Redebeiträge davor, beider Sprecher</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Shuffled, a control</source>
        <translation>Vertauscht, eine Kontrolle</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FeatureController</name>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Acoustic &amp;features...</source>
        <translation>Akustische M&amp;erkmale ...</translation>
    </message>
    <message>
        <source>Compute a set of features of the selection or the recording, as a table and a picture.</source>
        <translation>Einen Satz Merkmale der Auswahl oder der Aufnahme berechnen, als Tabelle und als Bild.</translation>
    </message>
    <message>
        <source>Features, %1, each by its own mean and deviation</source>
        <translation>Merkmale, %1, jedes nach eigenem Mittel und eigener Abweichung</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FeatureSetBox</name>
    <message numerus="yes">
        <source>%n values a recording</source>
        <translation>
            <numerusform>%n Wert je Aufnahme</numerusform>
            <numerusform>%n Werte je Aufnahme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values every %1 ms</source>
        <translation>
            <numerusform>%n Wert alle %1 ms</numerusform>
            <numerusform>%n Werte alle %1 ms</numerusform>
        </translation>
    </message>
    <message>
        <source>Feature set</source>
        <translation>Merkmalssatz</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FeatureTable</name>
    <message>
        <source>feature</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>least</source>
        <translation>kleinster</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>größter</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Computes the set of the selection, or of the whole recording where nothing is selected.</source>
        <translation>Berechnet den Satz für die Auswahl, oder für die ganze Aufnahme, wo nichts ausgewählt ist.</translation>
    </message>
    <message>
        <source>Open a recording to compute its features.</source>
        <translation>Öffne eine Aufnahme, um ihre Merkmale zu berechnen.</translation>
    </message>
    <message>
        <source>Select at most %1 minutes: longer parts are computed by prososcope-cli features.</source>
        <translation>Wähle höchstens %1 Minuten aus: längere Teile berechnet prososcope-cli features.</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Wird berechnet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FigureDialog</name>
    <message>
        <source>&amp;Light theme</source>
        <translation>&amp;Helles Farbschema</translation>
    </message>
    <message>
        <source>C&amp;aption with all settings</source>
        <translation>Bild&amp;unterschrift mit allen Einstellungen</translation>
    </message>
    <message>
        <source>C&amp;ursor and selection</source>
        <translation>&amp;Cursor und Auswahl</translation>
    </message>
    <message>
        <source>&amp;Numbers as CSV beside it</source>
        <translation>&amp;Zahlen als CSV daneben</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>One column, 85 mm</source>
        <translation>Eine Spalte, 85 mm</translation>
    </message>
    <message>
        <source>Two columns, 170 mm</source>
        <translation>Zwei Spalten, 170 mm</translation>
    </message>
    <message>
        <source>As on the screen</source>
        <translation>Wie auf dem Bildschirm</translation>
    </message>
    <message>
        <source>Another width</source>
        <translation>Andere Breite</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>in proportion</source>
        <translation>im Verhältnis</translation>
    </message>
    <message>
        <source>Height of the panes, without the caption</source>
        <translation>Höhe der Felder, ohne die Bildunterschrift</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Dots to an inch; in SVG and PDF of the pictures, lines and text are sharp at any size</source>
        <translation>Punkte je Zoll; in SVG und PDF die der Bilder, Linien und Text sind in jeder Größe scharf</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>Höh&amp;e</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>&amp;Auflösung</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>&amp;Sichern...</translation>
    </message>
    <message>
        <source>%1 by %2 mm, %3 by %4 pixels</source>
        <translation>%1 mal %2 mm, %3 mal %4 Pixel</translation>
    </message>
    <message>
        <source>%1 by %2 mm</source>
        <translation>%1 mal %2 mm</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>Abbildung sichern</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1-Dateien (*.%2)</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FigureExport</name>
    <message>
        <source>E&amp;xport figure...</source>
        <translation>Abbildung e&amp;xportieren...</translation>
    </message>
    <message>
        <source>Save what is shown as PNG, SVG or PDF, and the numbers behind it.</source>
        <translation>Das Gezeigte als PNG, SVG oder PDF sichern, und die Zahlen dahinter.</translation>
    </message>
    <message>
        <source>Copy &amp;as picture, two columns wide</source>
        <translation>Als &amp;Bild kopieren, zweispaltig</translation>
    </message>
    <message>
        <source>Put what is shown on the clipboard, 170 mm wide, with all settings below it.</source>
        <translation>Das Gezeigte in die Zwischenablage legen, 170 mm breit, mit allen Einstellungen darunter.</translation>
    </message>
    <message>
        <source>Copy as picture, &amp;one column wide</source>
        <translation>Als Bild kopieren, &amp;einspaltig</translation>
    </message>
    <message>
        <source>Put what is shown on the clipboard, 85 mm wide, with all settings below it.</source>
        <translation>Das Gezeigte in die Zwischenablage legen, 85 mm breit, mit allen Einstellungen darunter.</translation>
    </message>
    <message>
        <source>The figure was saved as %1.</source>
        <translation>Die Abbildung wurde als %1 gesichert.</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>Das Bild ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Open a recording first: a figure shows what is seen of it.</source>
        <translation>Öffne zuerst eine Aufnahme: Eine Abbildung zeigt, was von ihr zu sehen ist.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FilterBar</name>
    <message>
        <source>Search in all columns</source>
        <translation>In allen Spalten suchen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Weitere Filter</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Takes all filters off.</source>
        <translation>Hebt alle Filter auf.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FilterButton</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find in the values of %1</source>
        <translation>In den Werten von %1 suchen</translation>
    </message>
    <message>
        <source>All values</source>
        <translation>Alle Werte</translation>
    </message>
    <message>
        <source>%1 from</source>
        <translation>%1 von</translation>
    </message>
    <message>
        <source>%1 to</source>
        <translation>%1 bis</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Any value</source>
        <translation>Beliebiger Wert</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <comment>a value and how often it occurs</comment>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a field and its values</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <comment>a field and its range</comment>
        <translation>%1: %2 bis %3</translation>
    </message>
    <message>
        <source>%1: from %2</source>
        <translation>%1: ab %2</translation>
    </message>
    <message>
        <source>%1: up to %2</source>
        <translation>%1: bis %2</translation>
    </message>
    <message>
        <source>Filter, %1</source>
        <translation>Filter, %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FindBar</name>
    <message>
        <source>Match &amp;case</source>
        <translation>&amp;Groß-/Kleinschreibung</translation>
    </message>
    <message>
        <source>Regular e&amp;xpression</source>
        <translation>Regulärer &amp;Ausdruck</translation>
    </message>
    <message>
        <source>Find in labels</source>
        <translation>In Etiketten suchen</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>&amp;Find...</source>
        <translation>&amp;Suchen...</translation>
    </message>
    <message>
        <source>Find text in the labels of the annotation.</source>
        <translation>Text in den Etiketten der Annotation suchen.</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>&amp;Nächste Stelle suchen</translation>
    </message>
    <message>
        <source>Go to the next label with the text.</source>
        <translation>Zum nächsten Etikett mit dem Text gehen.</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>&amp;Vorige Stelle suchen</translation>
    </message>
    <message>
        <source>Go to the label with the text before this one.</source>
        <translation>Zum vorigen Etikett mit dem Text gehen.</translation>
    </message>
    <message>
        <source>No label has it</source>
        <translation>In keinem Etikett</translation>
    </message>
    <message numerus="yes">
        <source>%n labels</source>
        <translation>
            <numerusform>%n Etikett</numerusform>
            <numerusform>%n Etiketten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n labels</source>
        <translation>
            <numerusform>%1 von %n Etikett</numerusform>
            <numerusform>%1 von %n Etiketten</numerusform>
        </translation>
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
    <message>
        <source>Speakers of the test are in the training too: the figures are too good.</source>
        <translation>Sprecher des Tests sind auch im Training: Die Werte sind zu gut.</translation>
    </message>
    <message>
        <source>update %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
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
    <name>prososcope::gui::GpuMeter</name>
    <message>
        <source>%1, %2 % busy, %3 of %4 GB</source>
        <translation>%1, zu %2 % ausgelastet, %3 von %4 GB</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::GroupTab</name>
    <message>
        <source>Scores by point of the group</source>
        <translation>Werte je Punkt der Gruppe</translation>
    </message>
    <message>
        <source>Mean, standard deviation (n - 1) and range over the runs that differ in their seed alone. Ctrl+C copies.</source>
        <translation>Mittel, Standardabweichung (n - 1) und Spannweite über die Läufe, die sich nur im Startwert unterscheiden. Strg+C kopiert.</translation>
    </message>
    <message>
        <source>CCC</source>
        <translation>CCC</translation>
    </message>
    <message>
        <source>UAR</source>
        <translation>UAR</translation>
    </message>
    <message>
        <source>%1: %2 runs, %3 points</source>
        <translation>%1: %2 Läufe, %3 Punkte</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>%1 mean</source>
        <translation>%1 Mittel</translation>
    </message>
    <message>
        <source>sd</source>
        <translation>SD</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Niedrigster</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchster</translation>
    </message>
    <message>
        <source>run %1, seed %2</source>
        <translation>Lauf %1, Startwert %2</translation>
    </message>
    <message>
        <source>%1 %2, 1 seed</source>
        <translation>%1 %2, 1 Startwert</translation>
    </message>
    <message>
        <source>%1 mean %2, sd %3, %4 to %5, %6 seeds</source>
        <translation>%1 Mittel %2, SD %3, %4 bis %5, %6 Startwerte</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::HubDownload</name>
    <message>
        <source>%1 is no repository of a hub: its name looks like owner/name.</source>
        <translation>%1 ist kein Repositorium eines Hubs: Ein solcher Name sieht aus wie Eigentümer/Name.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The files need %1 and %2 has %3 left. Make room and start again.</source>
        <translation>Die Dateien brauchen %1, und in %2 sind noch %3 frei. Schaffe Platz und beginne noch einmal.</translation>
    </message>
    <message>
        <source>%1 has no public model %2. Look how it is written; models behind a login cannot be fetched here.</source>
        <translation>%1 hat kein öffentliches Modell %2. Prüfe die Schreibweise; Modelle hinter einer Anmeldung lassen sich hier nicht holen.</translation>
    </message>
    <message>
        <source>%1 answers with error %2. Try again later.</source>
        <translation>%1 antwortet mit Fehler %2. Versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>No safe connection to %1: %2.</source>
        <translation>Keine sichere Verbindung zu %1: %2.</translation>
    </message>
    <message>
        <source>The hub&apos;s answer about %1 is no list of files.</source>
        <translation>Die Antwort des Hubs zu %1 ist keine Dateiliste.</translation>
    </message>
    <message>
        <source>No connection to %1. Check the network and start again, or import a folder that was fetched elsewhere.</source>
        <translation>Keine Verbindung zu %1. Prüfe das Netz und beginne noch einmal, oder importiere einen Ordner, der anderswo geholt wurde.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ImportColumns</name>
    <message>
        <source>Columns of the table</source>
        <translation>Spalten der Tabelle</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Chosen by</source>
        <translation>Gewählt durch</translation>
    </message>
    <message>
        <source>For instance</source>
        <translation>Zum Beispiel</translation>
    </message>
    <message>
        <source>its values, unsure</source>
        <translation>ihre Werte, unsicher</translation>
    </message>
    <message>
        <source>its values</source>
        <translation>ihre Werte</translation>
    </message>
    <message>
        <source>its name</source>
        <translation>ihren Namen</translation>
    </message>
    <message>
        <source>a further number</source>
        <translation>eine weitere Zahl</translation>
    </message>
    <message>
        <source>is not read</source>
        <translation>wird nicht gelesen</translation>
    </message>
    <message>
        <source>What the column %1 holds</source>
        <translation>Was die Spalte %1 enthält</translation>
    </message>
    <message>
        <source>you</source>
        <translation>dich</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ImportDialog</name>
    <message>
        <source>Import corpus</source>
        <translation>Korpus importieren</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>Erste Zeilen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird angesehen</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose table</source>
        <translation>Tabelle wählen</translation>
    </message>
    <message>
        <source>Folder or table</source>
        <translation>Ordner oder Tabelle</translation>
    </message>
    <message>
        <source>a folder of recordings, or a table (.csv, .tsv) that names them</source>
        <translation>ein Ordner mit Aufnahmen oder eine Tabelle (.csv, .tsv), die Aufnahmen nennt</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>How the folder is laid out. Automatic takes the first layout that fits.</source>
        <translation>Wie der Ordner aufgebaut ist. Automatisch nimmt das erste Layout, das passt.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>the folder&apos;s name</source>
        <translation>der Name des Ordners</translation>
    </message>
    <message>
        <source>Folder of speech</source>
        <translation>Ordner mit Sprache</translation>
    </message>
    <message>
        <source>Table that names recordings</source>
        <translation>Tabelle, die Aufnahmen nennt</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.tab)</source>
        <translation>Tabellen (*.csv *.tsv *.tab)</translation>
    </message>
    <message>
        <source>Automatic: %1</source>
        <translation>Automatisch: %1</translation>
    </message>
    <message>
        <source>%1 further remarks stand in the corpus&apos;s page after the import.</source>
        <translation>%1 weitere Bemerkungen stehen nach dem Import auf der Seite des Korpus.</translation>
    </message>
    <message>
        <source>The workspace has a corpus of this name; it is replaced. Edited labels stay.</source>
        <translation>Im Arbeitsbereich gibt es ein Korpus dieses Namens; es wird ersetzt. Bearbeitete Labels bleiben.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::InspectPage</name>
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
    <message>
        <source>&amp;Next recording</source>
        <translation>Nä&amp;chste Aufnahme</translation>
    </message>
    <message>
        <source>Show the next of the open recordings and tables.</source>
        <translation>Die nächste der offenen Aufnahmen und Tabellen zeigen.</translation>
    </message>
    <message>
        <source>P&amp;revious recording</source>
        <translation>V&amp;orige Aufnahme</translation>
    </message>
    <message>
        <source>Show the one before of the open recordings and tables.</source>
        <translation>Die vorige der offenen Aufnahmen und Tabellen zeigen.</translation>
    </message>
    <message>
        <source>&amp;Open recordings</source>
        <translation>O&amp;ffene Aufnahmen</translation>
    </message>
    <message>
        <source>List all open recordings and tables to choose one.</source>
        <translation>Alle offenen Aufnahmen und Tabellen zur Auswahl auflisten.</translation>
    </message>
    <message>
        <source>%1 *</source>
        <comment>unsaved</comment>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>Show ha&amp;rmonicity</source>
        <translation>Harm&amp;onizität zeigen</translation>
    </message>
    <message>
        <source>Draw the harmonics-to-noise ratio as a dotted line over the spectrogram.</source>
        <translation>Zeichnet das Verhältnis von Harmonischen zu Rauschen (HNR) als gepunktete Linie über das Spektrogramm.</translation>
    </message>
    <message>
        <source>Show &amp;glottal pulses</source>
        <translation>Glottis&amp;pulse zeigen</translation>
    </message>
    <message>
        <source>Draw the glottal pulses over the waveform, when zoomed in.</source>
        <translation>Zeichnet die Glottispulse über die Wellenform, wenn genug vergrößert ist.</translation>
    </message>
    <message>
        <source>What is not saved cannot be kept safe: %1</source>
        <translation>Was ungesichert ist, lässt sich nicht vorsorglich aufheben: %1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Keep %1</source>
        <translation>%1 behalten</translation>
    </message>
    <message>
        <source>Open none</source>
        <translation>Keine öffnen</translation>
    </message>
    <message>
        <source>Opened %1, which lies beside the recording. There is also %2.</source>
        <translation>%1 geöffnet; die Datei liegt neben der Aufnahme. Dort liegt auch %2.</translation>
    </message>
    <message>
        <source>Beside the recording there is also %1.</source>
        <translation>Neben der Aufnahme liegt auch %1.</translation>
    </message>
    <message>
        <source>Emotions of these recordings</source>
        <translation>Emotionen dieser Aufnahmen</translation>
    </message>
    <message>
        <source>Facts of the recording</source>
        <translation>Angaben zur Aufnahme</translation>
    </message>
    <message>
        <source>Emotion over time</source>
        <translation>Emotion über die Zeit</translation>
    </message>
    <message>
        <source>Acoustic features</source>
        <translation>Akustische Merkmale</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Units over time</source>
        <translation>Einheiten über die Zeit</translation>
    </message>
    <message>
        <source>Recognised units</source>
        <translation>Erkannte Einheiten</translation>
    </message>
    <message>
        <source>Layer over time</source>
        <translation>Schicht über die Zeit</translation>
    </message>
    <message>
        <source>Attention of a network</source>
        <translation>Aufmerksamkeit eines Netzes</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::KeyCatcher</name>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Press the new key, or Esc to leave it</source>
        <translation>Drücke die neue Taste, oder Esc, um es zu lassen</translation>
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
    <message>
        <source>Keys as in</source>
        <translation>Tasten wie in</translation>
    </message>
    <message>
        <source>Keys as other programs have them; your own changes stay.</source>
        <translation>Tasten, wie andere Programme sie haben; deine eigenen Änderungen bleiben.</translation>
    </message>
    <message>
        <source>Change key</source>
        <translation>Taste ändern</translation>
    </message>
    <message>
        <source>Give the chosen action the next key that is pressed.</source>
        <translation>Der gewählten Aktion die nächste gedrückte Taste geben.</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Taste hinzufügen</translation>
    </message>
    <message>
        <source>Give the chosen action one key more.</source>
        <translation>Der gewählten Aktion eine weitere Taste geben.</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>Tasten entfernen</translation>
    </message>
    <message>
        <source>Leave the chosen action without a key.</source>
        <translation>Die gewählte Aktion ohne Taste lassen.</translation>
    </message>
    <message>
        <source>Restore keys</source>
        <translation>Tasten zurücksetzen</translation>
    </message>
    <message>
        <source>Give the chosen action the keys of the preset again.</source>
        <translation>Der gewählten Aktion wieder die Tasten der Vorgabe geben.</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Forget all changes and keep the preset.</source>
        <translation>Alle Änderungen vergessen und die Vorgabe behalten.</translation>
    </message>
    <message>
        <source>The new key of “%1”:</source>
        <translation>Die neue Taste von „%1“:</translation>
    </message>
    <message>
        <source>Enter changes the key of the chosen action.</source>
        <translation>Die Eingabetaste ändert die Taste der gewählten Aktion.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LabelFields</name>
    <message>
        <source>V</source>
        <comment>valence, one letter</comment>
        <translation>V</translation>
    </message>
    <message>
        <source>A</source>
        <comment>arousal, one letter</comment>
        <translation>E</translation>
    </message>
    <message>
        <source>D</source>
        <comment>dominance, one letter</comment>
        <translation>D</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a listener and what was said</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>No utterance chosen</source>
        <translation>Keine Äußerung gewählt</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <comment>an utterance</comment>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 more ratings</source>
        <translation>%1 weitere Bewertungen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a quantity and its value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>, %1 to %2 s</source>
        <comment>part of a file</comment>
        <translation>, %1 bis %2 s</translation>
    </message>
    <message>
        <source>, from %1 s</source>
        <comment>part of a file</comment>
        <translation>, ab %1 s</translation>
    </message>
    <message>
        <source>, %1 kHz</source>
        <comment>rate of a file</comment>
        <translation>, %1 kHz</translation>
    </message>
    <message>
        <source>, %1 channels</source>
        <translation>, %1 Kanäle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a tier and its file</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayerController</name>
    <message>
        <source>Layer over time</source>
        <translation>Schicht über die Zeit</translation>
    </message>
    <message>
        <source>unit %1 %2</source>
        <comment>a unit and its value</comment>
        <translation>Einheit %1: %2</translation>
    </message>
    <message>
        <source>Show what a network e&amp;xpected</source>
        <translation>Zeigen, was ein Netz e&amp;rwartete</translation>
    </message>
    <message>
        <source>See below the spectrogram, band by band, what a network that predicts speech expected to come.</source>
        <translation>Unter dem Spektrogramm Band für Band sehen, was ein Netz erwartete, das Sprache vorhersagt.</translation>
    </message>
    <message>
        <source>Show no layer over time</source>
        <translation>Keine Schicht über die Zeit zeigen</translation>
    </message>
    <message>
        <source>Close the pane with the picture of a layer.</source>
        <translation>Die Ansicht mit dem Bild einer Schicht schließen.</translation>
    </message>
    <message>
        <source>There is no network %1 in the workspace any more. Choose another layer.</source>
        <translation>Im Arbeitsbereich gibt es kein Netz %1 mehr. Eine andere Schicht wählen.</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>white %1, black %2</source>
        <translation>weiß %1, schwarz %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>Layer over time: %1.</source>
        <translation>Schicht über die Zeit: %1.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayerMap</name>
    <message>
        <source>Map computed</source>
        <translation>Berechneter Teil der Karte</translation>
    </message>
    <message>
        <source>Stops and goes back to what is shown</source>
        <translation>Hält an und kehrt zu dem zurück, was gezeigt wird</translation>
    </message>
    <message>
        <source>Map of utterances</source>
        <translation>Karte der Äußerungen</translation>
    </message>
    <message>
        <source>Trustworthiness (Venna and Kaski 2001): how many of the ten nearest utterances in the map are near in the layer too; those that are not count by how far they are there.</source>
        <translation>Vertrauenswürdigkeit (Venna und Kaski 2001): wie viele der zehn nächsten Äußerungen der Karte auch in der Schicht nahe sind; die es nicht sind, zählen danach, wie fern sie dort sind.</translation>
    </message>
    <message>
        <source>Copies what the map shows and how far it may be believed</source>
        <translation>Kopiert, was die Karte zeigt und wie weit ihr zu trauen ist</translation>
    </message>
    <message>
        <source>Reading what is stored.</source>
        <translation>Gespeichertes wird gelesen.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>The layer whose units place the utterances, nearest to the sound first.</source>
        <translation>Die Schicht, deren Einheiten die Äußerungen anordnen; die dem Schall nächste zuerst.</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projektion</translation>
    </message>
    <message>
        <source>Principal components: the two directions in which utterances differ most, true to scale. Neighbours (t-SNE): who is alike stands together; distances between groups mean little.</source>
        <translation>Hauptkomponenten: die zwei Richtungen, in denen sich Äußerungen am meisten unterscheiden, maßstäblich. Nachbarn (t-SNE): Ähnliches steht beieinander; Abstände zwischen Gruppen bedeuten wenig.</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>Hauptkomponenten</translation>
    </message>
    <message>
        <source>Neighbours (t-SNE)</source>
        <translation>Nachbarn (t-SNE)</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>About how many neighbours an utterance has; at most a third of all others.</source>
        <translation>Etwa wie viele Nachbarn eine Äußerung hat; höchstens ein Drittel aller anderen.</translation>
    </message>
    <message>
        <source>Coloured by</source>
        <translation>Gefärbt nach</translation>
    </message>
    <message>
        <source>What is known of the utterances; it does not move them.</source>
        <translation>Was von den Äußerungen bekannt ist; sie verschieben sich dadurch nicht.</translation>
    </message>
    <message>
        <source>Play on hover</source>
        <translation>Beim Zeigen abspielen</translation>
    </message>
    <message>
        <source>Plays the utterance on which the pointer rests</source>
        <translation>Spielt die Äußerung, auf der der Zeiger ruht</translation>
    </message>
    <message>
        <source>What the map says is on the clipboard.</source>
        <translation>Was die Karte sagt, liegt in der Zwischenablage.</translation>
    </message>
    <message numerus="yes">
        <source>%n utterances selected</source>
        <translation>
            <numerusform>%n Äußerung ausgewählt</numerusform>
            <numerusform>%n Äußerungen ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>The map was cancelled. It is computed when something else is chosen.</source>
        <translation>Die Karte wurde abgebrochen. Sie wird berechnet, sobald etwas anderes gewählt wird.</translation>
    </message>
    <message>
        <source>Component %1, %2 % of the variance</source>
        <translation>Komponente %1, %2 % der Varianz</translation>
    </message>
    <message>
        <source>The map is being computed.</source>
        <translation>Die Karte wird berechnet.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayerMapPanel</name>
    <message>
        <source>Selected utterances</source>
        <translation>Ausgewählte Äußerungen</translation>
    </message>
    <message>
        <source>Draw around points with the mouse, or go to a point with the arrows and press Space. Shift adds, Ctrl takes away. A click plays, a double click opens in Inspect; a word of the legend selects its points.</source>
        <translation>Punkte mit der Maus umfahren oder mit den Pfeiltasten zu einem Punkt gehen und die Leertaste drücken. Umschalt fügt hinzu, Strg nimmt weg. Ein Klick spielt, ein Doppelklick öffnet in „Ansehen“; ein Wort der Legende wählt seine Punkte aus.</translation>
    </message>
    <message>
        <source>Selected utterances by class</source>
        <translation>Ausgewählte Äußerungen nach Klasse</translation>
    </message>
    <message>
        <source>Selected utterances by speaker</source>
        <translation>Ausgewählte Äußerungen nach Sprecher</translation>
    </message>
    <message>
        <source>Show in Inspect</source>
        <translation>In „Ansehen“ zeigen</translation>
    </message>
    <message>
        <source>Shows the utterance in its recording (Return)</source>
        <translation>Zeigt die Äußerung in ihrer Aufnahme (Eingabetaste)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies the selected utterances with their places and all that is known of them</source>
        <translation>Kopiert die ausgewählten Äußerungen mit ihren Orten und allem, was von ihnen bekannt ist</translation>
    </message>
    <message>
        <source>Save as CSV...</source>
        <translation>Als CSV speichern...</translation>
    </message>
    <message>
        <source>Saves the selected utterances with their places and all that is known of them</source>
        <translation>Speichert die ausgewählten Äußerungen mit ihren Orten und allem, was von ihnen bekannt ist</translation>
    </message>
    <message>
        <source>Reconstruct...</source>
        <translation>Rekonstruieren ...</translation>
    </message>
    <message>
        <source>Shows the features of an utterance as the autoencoder makes them again, and two utterances with exchanged emotions</source>
        <translation>Zeigt die Merkmale einer Äußerung, wie der Autoencoder sie wiederherstellt, und zwei Äußerungen mit getauschten Emotionen</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Keine auswählen</translation>
    </message>
    <message>
        <source>Takes off the selection (Escape)</source>
        <translation>Hebt die Auswahl auf (Escape)</translation>
    </message>
    <message>
        <source>Select utterances</source>
        <translation>Äußerungen auswählen</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n utterances selected</source>
        <translation>
            <numerusform>%1 von %n Äußerung ausgewählt</numerusform>
            <numerusform>%1 von %n Äußerungen ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>its class.</source>
        <translation>ihre Klasse.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayersControls</name>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>The network whose units are looked at.</source>
        <translation>Das Netz, dessen Einheiten betrachtet werden.</translation>
    </message>
    <message>
        <source>Read at</source>
        <translation>Gelesen an</translation>
    </message>
    <message>
        <source>The place in each layer at which its values are read.</source>
        <translation>Die Stelle in jeder Schicht, an der ihre Werte gelesen werden.</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>Korpus</translation>
    </message>
    <message>
        <source>The utterances that the network listens to.</source>
        <translation>Die Äußerungen, die das Netz hört.</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Über die Zeit</translation>
    </message>
    <message>
        <source>What becomes of a unit&apos;s values over an utterance.</source>
        <translation>Was aus den Werten einer Einheit über eine Äußerung wird.</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>Fisher z: each speaker&apos;s own r, then the mean of Fisher&apos;s z with its interval between speakers. Centred: all utterances, each speaker&apos;s mean taken off. One speaker: that one&apos;s alone.</source>
        <translation>Fishers z: das r jedes Sprechers für sich, dann das Mittel von Fishers z mit seinem Intervall zwischen Sprechern. Zentriert: alle Äußerungen, von jedem Sprecher sein Mittel abgezogen. Ein Sprecher: nur dieser.</translation>
    </message>
    <message>
        <source>Pearson</source>
        <translation>Pearson</translation>
    </message>
    <message>
        <source>Spearman</source>
        <translation>Spearman</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Korrigiert</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Kontrolle</translation>
    </message>
    <message>
        <source>A map beside each that should show nothing: the labels shuffled within each speaker, or the same network untrained.</source>
        <translation>Neben jeder Karte eine, die nichts zeigen sollte: die Labels innerhalb jedes Sprechers vertauscht, oder dasselbe Netz untrainiert.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Shuffled labels</source>
        <translation>Vertauschte Labels</translation>
    </message>
    <message>
        <source>Untrained</source>
        <translation>Untrainiert</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Signed r, blue to red, or its size alone as in the paper&apos;s figures.</source>
        <translation>r mit Vorzeichen, blau bis rot, oder nur seine Größe wie in den Abbildungen der Veröffentlichung.</translation>
    </message>
    <message>
        <source>Signed r</source>
        <translation>r mit Vorzeichen</translation>
    </message>
    <message>
        <source>|r|</source>
        <translation>|r|</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>Abbildung speichern</translation>
    </message>
    <message>
        <source>Saves the maps as PNG, SVG or PDF, as they are seen</source>
        <translation>Speichert die Karten als PNG, SVG oder PDF, wie sie zu sehen sind</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>What the units are correlated with, one map for each.</source>
        <translation>Womit die Einheiten korreliert werden, mit jedem eine Karte.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a target and its note</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <comment>a target and for how many utterances it is known</comment>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>All, Fisher z</source>
        <translation>Alle, Fishers z</translation>
    </message>
    <message>
        <source>All, centred</source>
        <translation>Alle, zentriert</translation>
    </message>
    <message>
        <source>All, as they are</source>
        <translation>Alle, wie sie sind</translation>
    </message>
    <message>
        <source>Speaker %1</source>
        <translation>Sprecher %1</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>%1, %2 more</source>
        <comment>targets, and how many further ones</comment>
        <translation>%1, %2 weitere</translation>
    </message>
    <message>
        <source>Targets: %1</source>
        <translation>Ziele: %1</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>Wie sie sind</translation>
    </message>
    <message>
        <source>By r of %1</source>
        <translation>Nach r von %1</translation>
    </message>
    <message>
        <source>How p values are corrected for the number of units in a map: against false discoveries by Benjamini and Hochberg (BH) or Benjamini and Yekutieli (BY), against any by Holm or Bonferroni, or by the largest |r| when labels change places within speakers.</source>
        <translation>Wie p-Werte für die Zahl der Einheiten einer Karte korrigiert werden: gegen falsche Entdeckungen nach Benjamini und Hochberg (BH) oder Benjamini und Yekutieli (BY), gegen jede einzelne nach Holm oder Bonferroni, oder durch das größte |r|, wenn Labels innerhalb der Sprecher vertauscht werden.</translation>
    </message>
    <message>
        <source>Permuted, p &lt; %1</source>
        <translation>Permutiert, p &lt; %1</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>A further map of differences, each tested: of two targets, or of each target here and in other activations of the same utterances. Over speakers a paired t on Fisher&apos;s z, else Meng, Rosenthal and Rubin&apos;s test of correlations that have one side in common.</source>
        <translation>Eine weitere Karte mit Differenzen, jede getestet: zwischen zwei Zielen, oder für jedes Ziel zwischen hier und anderen Aktivierungen derselben Äußerungen. Über Sprecher ein gepaartes t mit Fishers z, sonst der Test von Meng, Rosenthal und Rubin für Korrelationen, die eine Seite gemeinsam haben.</translation>
    </message>
    <message>
        <source>The order of the units within each layer, the same in all maps. Clustered: units whose activations rise and fall together over utterances stand side by side, whatever the target (average linkage on 1 - r, each speaker&apos;s mean taken off, of at most %1 utterances).</source>
        <translation>Die Reihenfolge der Einheiten in jeder Schicht, in allen Karten dieselbe. Geclustert: Einheiten, deren Aktivierungen über die Äußerungen gemeinsam steigen und fallen, stehen nebeneinander, unabhängig vom Ziel (Average Linkage auf 1 - r, von jedem Sprecher sein Mittel abgezogen, aus höchstens %1 Äußerungen).</translation>
    </message>
    <message>
        <source>Clustered</source>
        <translation>Geclustert</translation>
    </message>
    <message>
        <source>With untrained</source>
        <translation>Mit dem untrainierten</translation>
    </message>
    <message>
        <source>With %1</source>
        <comment>other activations</comment>
        <translation>Mit %1</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Pearson&apos;s r of the values, or Spearman&apos;s of their ranks. What duration or level explain can be taken off both sides first: activations often follow them. Permutations tell how large the largest |r| of all units gets when labels change places within speakers. Over all targets: p values are corrected for all maps together.</source>
        <translation>Pearsons r der Werte oder Spearmans r ihrer Ränge. Was Dauer oder Pegel erklären, lässt sich zuerst von beiden Seiten abziehen: Aktivierungen folgen ihnen oft. Permutationen sagen, wie groß das größte |r| aller Einheiten wird, wenn Labels innerhalb der Sprecher vertauscht werden. Über alle Ziele: p-Werte werden für alle Karten gemeinsam korrigiert.</translation>
    </message>
    <message>
        <source>Without duration</source>
        <translation>Ohne Dauer</translation>
    </message>
    <message>
        <source>Without level</source>
        <translation>Ohne Pegel</translation>
    </message>
    <message>
        <source>%1 permutations</source>
        <translation>%1 Permutationen</translation>
    </message>
    <message>
        <source>Corrected over all targets</source>
        <translation>Über alle Ziele korrigiert</translation>
    </message>
    <message>
        <source>no duration, level</source>
        <translation>ohne Dauer, Pegel</translation>
    </message>
    <message>
        <source>no duration</source>
        <translation>ohne Dauer</translation>
    </message>
    <message>
        <source>no level</source>
        <translation>ohne Pegel</translation>
    </message>
    <message>
        <source>permuted</source>
        <translation>permutiert</translation>
    </message>
    <message>
        <source>all targets</source>
        <translation>alle Ziele</translation>
    </message>
    <message>
        <source>Statistics: %1</source>
        <translation>Statistik: %1</translation>
    </message>
    <message>
        <source>Saves the map as PNG, SVG or PDF, as it is seen</source>
        <translation>Speichert die Karte als PNG, SVG oder PDF, wie sie zu sehen ist</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayersPage</name>
    <message>
        <source>What the units of a network know</source>
        <translation>Was die Einheiten eines Netzes wissen</translation>
    </message>
    <message>
        <source>One map for each thing known of a corpus, such as valence and arousal: rows are layers, columns are units, the colour is how a unit&apos;s mean activation goes with it over utterances.</source>
        <translation>Eine Karte für alles, was von einem Korpus bekannt ist, etwa Valenz und Erregung: Zeilen sind Schichten, Spalten sind Einheiten, die Farbe sagt, wie die mittlere Aktivierung einer Einheit über die Äußerungen damit geht.</translation>
    </message>
    <message>
        <source>Utterances come from a corpus that was imported in Train; the network that comes with the program listens to them.</source>
        <translation>Die Äußerungen kommen aus einem Korpus, das in Training eingelesen wurde; das mitgelieferte Netz hört sie.</translation>
    </message>
    <message>
        <source>Import a corpus</source>
        <translation>Korpus einlesen</translation>
    </message>
    <message>
        <source>Reading what is stored.</source>
        <translation>Gespeichertes wird gelesen.</translation>
    </message>
    <message>
        <source>Copies what the maps say</source>
        <translation>Kopiert, was die Karten sagen</translation>
    </message>
    <message>
        <source>Activations computed</source>
        <translation>Berechnete Aktivierungen</translation>
    </message>
    <message>
        <source>Stops; the next time it goes on from there</source>
        <translation>Hält an; das nächste Mal geht es dort weiter</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n utterances have no activations. The first: %1</source>
        <translation>
            <numerusform>%n Äußerung hat keine Aktivierungen: %1</numerusform>
            <numerusform>%n Äußerungen haben keine Aktivierungen. Die erste: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has not listened to %2 yet.</source>
        <translation>%1 hat %2 noch nicht gehört.</translation>
    </message>
    <message>
        <source>%1 Compute takes its activations once, and keeps them.</source>
        <translation>%1 „Berechnen“ nimmt die Aktivierungen einmal und behält sie.</translation>
    </message>
    <message>
        <source>The corpus %1 is not in this workspace, so nothing is known of its utterances. Import it in Train.</source>
        <translation>Das Korpus %1 ist nicht in diesem Arbeitsbereich, also ist über seine Äußerungen nichts bekannt. Lies es in Training ein.</translation>
    </message>
    <message>
        <source>Nothing is known of the utterances of %1 that differs between them: no ratings, no emotions.</source>
        <translation>Von den Äußerungen von %1 ist nichts bekannt, worin sie sich unterscheiden: keine Bewertungen, keine Emotionen.</translation>
    </message>
    <message>
        <source>Compute again</source>
        <translation>Neu berechnen</translation>
    </message>
    <message>
        <source>Compute control</source>
        <translation>Kontrolle berechnen</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>%1 has changed since these activations were taken: recordings, spans or speakers are others. The maps show the old ones.</source>
        <translation>%1 hat sich geändert, seit diese Aktivierungen genommen wurden: Aufnahmen, Abschnitte oder Sprecher sind andere. Die Karten zeigen die alten.</translation>
    </message>
    <message>
        <source>The untrained network has not listened to %1 yet; Compute control lets it.</source>
        <translation>Das untrainierte Netz hat %1 noch nicht gehört; „Kontrolle berechnen“ holt es nach.</translation>
    </message>
    <message>
        <source>Differences between speakers are mixed in: a unit that tells speakers apart may seem to tell the target.</source>
        <translation>Unterschiede zwischen Sprechern sind hineingemischt: Eine Einheit, die Sprecher unterscheidet, kann scheinbar das Ziel unterscheiden.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Compute activations</source>
        <translation>Aktivierungen berechnen</translation>
    </message>
    <message>
        <source>Lets the chosen network listen to the chosen corpus and keeps what its units say.</source>
        <translation>Lässt das gewählte Netz das gewählte Korpus hören und behält, was seine Einheiten sagen.</translation>
    </message>
    <message>
        <source>Export maps as figure...</source>
        <translation>Karten als Abbildung speichern...</translation>
    </message>
    <message>
        <source>Saves the maps as PNG, SVG or PDF, as they are seen.</source>
        <translation>Speichert die Karten als PNG, SVG oder PDF, wie sie zu sehen sind.</translation>
    </message>
    <message>
        <source>Save correlations as CSV...</source>
        <translation>Korrelationen als CSV speichern...</translation>
    </message>
    <message>
        <source>Saves every statistic of every unit of the maps shown.</source>
        <translation>Speichert jede Statistik jeder Einheit der gezeigten Karten.</translation>
    </message>
    <message>
        <source>Copy what the maps say</source>
        <translation>Kopieren, was die Karten sagen</translation>
    </message>
    <message>
        <source>Copies how many units count, and the first layers against the last, in a few sentences.</source>
        <translation>Kopiert in wenigen Sätzen, wie viele Einheiten zählen, und die ersten Schichten gegen die letzten.</translation>
    </message>
    <message>
        <source>Show or hide the picked unit</source>
        <translation>Gewählte Einheit zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Shows or hides the panel of the picked unit at the right.</source>
        <translation>Zeigt oder verbirgt rechts das Feld der gewählten Einheit.</translation>
    </message>
    <message>
        <source>Go to the utterances that drive the unit</source>
        <translation>Zu den Äußerungen, die die Einheit treiben</translation>
    </message>
    <message>
        <source>Goes to the list of utterances of the picked unit, to hear them.</source>
        <translation>Springt zur Liste der Äußerungen der gewählten Einheit, um sie zu hören.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>The activations</source>
        <translation>Die Aktivierungen</translation>
    </message>
    <message>
        <source>The maps as a table</source>
        <translation>Die Karten als Tabelle</translation>
    </message>
    <message>
        <source>%1: audio not on this machine.</source>
        <translation>%1: Audio nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>What the maps say is on the clipboard.</source>
        <translation>Was die Karten zeigen, liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Export maps as figure</source>
        <translation>Karten als Abbildung exportieren</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>The figure was saved as %1.</source>
        <translation>Die Abbildung wurde als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Save correlations as CSV</source>
        <translation>Korrelationen als CSV speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The correlations were saved as %1.</source>
        <translation>Die Korrelationen wurden als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Copy list of selected units</source>
        <translation>Liste der ausgewählten Einheiten kopieren</translation>
    </message>
    <message>
        <source>Copies layers and numbers of the selected units.</source>
        <translation>Kopiert Schichten und Nummern der ausgewählten Einheiten.</translation>
    </message>
    <message>
        <source>Save selected units as CSV...</source>
        <translation>Ausgewählte Einheiten als CSV speichern...</translation>
    </message>
    <message>
        <source>Saves every statistic of the selected units in the maps shown.</source>
        <translation>Speichert jede Statistik der ausgewählten Einheiten in den gezeigten Karten.</translation>
    </message>
    <message>
        <source>Predict from units...</source>
        <translation>Aus Einheiten schätzen...</translation>
    </message>
    <message>
        <source>Makes a model that predicts valence, arousal and the like from the mean activations of units.</source>
        <translation>Erstellt ein Modell, das Valenz, Erregung und Ähnliches aus den mittleren Aktivierungen von Einheiten schätzt.</translation>
    </message>
    <message>
        <source>There are no activations with labels here yet. Compute them first.</source>
        <translation>Hier gibt es noch keine Aktivierungen mit Labels. Berechne sie zuerst.</translation>
    </message>
    <message>
        <source>These activations are those of an earlier state. Compute them again first.</source>
        <translation>Diese Aktivierungen sind die eines früheren Stands. Berechne sie zuerst neu.</translation>
    </message>
    <message>
        <source>The model %1 lies in the workspace.</source>
        <translation>Das Modell %1 liegt im Arbeitsbereich.</translation>
    </message>
    <message>
        <source>The order of the units as a table</source>
        <translation>Die Reihenfolge der Einheiten als Tabelle</translation>
    </message>
    <message>
        <source>A model from the units</source>
        <translation>Ein Modell aus den Einheiten</translation>
    </message>
    <message>
        <source>Correlations and permutations</source>
        <translation>Korrelationen und Permutationen</translation>
    </message>
    <message>
        <source>Correlations</source>
        <translation>Korrelationen</translation>
    </message>
    <message>
        <source>Correlations were cancelled. They are computed when something else is chosen.</source>
        <translation>Die Korrelationen wurden abgebrochen. Berechnet werden sie, wenn etwas anderes gewählt wird.</translation>
    </message>
    <message>
        <source>Ordering units</source>
        <translation>Einheiten werden geordnet</translation>
    </message>
    <message>
        <source>Correlations computed</source>
        <translation>Berechnete Korrelationen</translation>
    </message>
    <message>
        <source>Stops and goes back to what is shown</source>
        <translation>Hält an und kehrt zum Gezeigten zurück</translation>
    </message>
    <message>
        <source>Units ordered</source>
        <translation>Geordnete Einheiten</translation>
    </message>
    <message>
        <source>Stops; the units stay as they are</source>
        <translation>Hält an; die Einheiten bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>The list of selected units is on the clipboard.</source>
        <translation>Die Liste der ausgewählten Einheiten liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The difference as a table: %1</source>
        <translation>Die Differenz als Tabelle: %1</translation>
    </message>
    <message>
        <source>Save selected units as CSV</source>
        <translation>Ausgewählte Einheiten als CSV speichern</translation>
    </message>
    <message>
        <source>The correlations were saved as %1, the difference as %2.</source>
        <translation>Die Korrelationen wurden als %1 gespeichert, die Differenz als %2.</translation>
    </message>
    <message numerus="yes">
        <source>The correlations were saved as %1, %n differences as %2 and so on.</source>
        <translation>
            <numerusform>Die Korrelationen wurden als %1 gespeichert, %n Differenz als %2 und so weiter.</numerusform>
            <numerusform>Die Korrelationen wurden als %1 gespeichert, %n Differenzen als %2 und so weiter.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export map as figure</source>
        <translation>Karte als Abbildung exportieren</translation>
    </message>
    <message>
        <source>Views of the activations</source>
        <translation>Ansichten der Aktivierungen</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>How every unit of every layer goes with what is known of the utterances</source>
        <translation>Wie jede Einheit jeder Schicht mit dem geht, was von den Äußerungen bekannt ist</translation>
    </message>
    <message>
        <source>The utterances in the plane, those that a layer hears alike side by side</source>
        <translation>Die Äußerungen in der Ebene; was eine Schicht ähnlich hört, liegt beieinander</translation>
    </message>
    <message>
        <source>Correlations or map of utterances</source>
        <translation>Korrelationen oder Karte der Äußerungen</translation>
    </message>
    <message>
        <source>Changes Layers between the correlations of units and the map of utterances.</source>
        <translation>Wechselt in „Schichten“ zwischen den Korrelationen der Einheiten und der Karte der Äußerungen.</translation>
    </message>
    <message>
        <source>Save map as CSV...</source>
        <translation>Karte als CSV speichern...</translation>
    </message>
    <message>
        <source>Saves the places of all utterances in the map with what is known of them.</source>
        <translation>Speichert die Orte aller Äußerungen der Karte mit dem, was von ihnen bekannt ist.</translation>
    </message>
    <message>
        <source>Copy selected utterances</source>
        <translation>Ausgewählte Äußerungen kopieren</translation>
    </message>
    <message>
        <source>Copies the utterances that are selected in the map, with their places and what is known of them.</source>
        <translation>Kopiert die in der Karte ausgewählten Äußerungen mit ihren Orten und dem, was von ihnen bekannt ist.</translation>
    </message>
    <message>
        <source>Reconstruct selected utterances...</source>
        <translation>Gewählte Äußerungen rekonstruieren ...</translation>
    </message>
    <message>
        <source>Shows what an autoencoder makes of the utterances that are selected in the map, and exchanges their emotions.</source>
        <translation>Zeigt, was ein Autoencoder aus den in der Karte gewählten Äußerungen macht, und tauscht ihre Emotionen.</translation>
    </message>
    <message>
        <source>Go to the selected utterances</source>
        <translation>Zu den ausgewählten Äußerungen</translation>
    </message>
    <message>
        <source>Goes to the list of utterances that are selected in the map, to hear them.</source>
        <translation>Geht zur Liste der in der Karte ausgewählten Äußerungen, um sie zu hören.</translation>
    </message>
    <message>
        <source>Select an utterance whose recording is on this machine.</source>
        <translation>Wähle eine Äußerung, deren Aufnahme auf diesem Rechner liegt.</translation>
    </message>
    <message>
        <source>The map as a table</source>
        <translation>Die Karte als Tabelle</translation>
    </message>
    <message>
        <source>The map as a drawing</source>
        <translation>Die Karte als Zeichnung</translation>
    </message>
    <message>
        <source>The selected utterances are on the clipboard.</source>
        <translation>Die ausgewählten Äußerungen liegen in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save selected utterances as CSV</source>
        <translation>Ausgewählte Äußerungen als CSV speichern</translation>
    </message>
    <message>
        <source>Save map as CSV</source>
        <translation>Karte als CSV speichern</translation>
    </message>
    <message>
        <source>The map was saved as %1.</source>
        <translation>Die Karte wurde als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Only an autoencoder makes utterances again: choose one as the network, and look at its map.</source>
        <translation>Nur ein Autoencoder bildet Äußerungen nach: einen als Netz wählen und seine Karte ansehen.</translation>
    </message>
    <message>
        <source>The features were saved as %1.</source>
        <translation>Die Merkmale wurden als %1 gespeichert.</translation>
    </message>
    <message>
        <source>This autoencoder makes no utterances again: it is the baseline, sees frames, has not been trained, was trained anew since, or is gone.</source>
        <translation>Dieser Autoencoder erzeugt keine Äußerungen wieder: Er ist die Vergleichsbasis, sieht Frames, ist nicht trainiert, wurde seither neu trainiert oder ist nicht mehr da.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayersSelection</name>
    <message>
        <source>Selected units</source>
        <translation>Ausgewählte Einheiten</translation>
    </message>
    <message>
        <source>Predict from them...</source>
        <translation>Daraus schätzen...</translation>
    </message>
    <message>
        <source>How well these units together predict a target</source>
        <translation>Wie gut sich aus diesen Einheiten zusammen ein Ziel schätzen lässt</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copies layers and numbers of the selected units</source>
        <translation>Kopiert Schichten und Nummern der ausgewählten Einheiten</translation>
    </message>
    <message>
        <source>Save as CSV...</source>
        <translation>Als CSV speichern...</translation>
    </message>
    <message>
        <source>Saves every statistic of the selected units in the maps shown</source>
        <translation>Speichert jede Statistik der ausgewählten Einheiten in den gezeigten Karten</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Keine auswählen</translation>
    </message>
    <message>
        <source>Takes off the selection (Escape)</source>
        <translation>Hebt die Auswahl auf (Esc)</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LiveControls</name>
    <message>
        <source>Sound from</source>
        <translation>Ton von</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model that judges the voice: one with classes of emotion.</source>
        <translation>Das Modell, das die Stimme beurteilt: eines mit Emotionsklassen.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>How much sound each judgement hears.</source>
        <translation>Wie viel Ton jedes Urteil hört.</translation>
    </message>
    <message>
        <source>Hop</source>
        <translation>Schrittweite</translation>
    </message>
    <message>
        <source>From one judgement to the next. Where the model is slower, it is widened.</source>
        <translation>Von einem Urteil zum nächsten. Ist das Modell langsamer, wird sie vergrößert.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>Smoothing, when the display is unsure, adaptation to the voice.</source>
        <translation>Glättung, wann die Anzeige unsicher ist, Anpassung an die Stimme.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Time constant of the running mean of the posteriors; 0 shows each window as it is.</source>
        <translation>Zeitkonstante des gleitenden Mittels der Posteriors; 0 zeigt jedes Fenster, wie es ist.</translation>
    </message>
    <message>
        <source>Unsure below</source>
        <translation>Unsicher unter</translation>
    </message>
    <message>
        <source>Where the largest posterior is smaller, no class is named; the two best are.</source>
        <translation>Ist der größte Posterior kleiner, wird keine Klasse genannt, sondern die beiden besten.</translation>
    </message>
    <message>
        <source>Adapt to the voice</source>
        <translation>An die Stimme anpassen</translation>
    </message>
    <message>
        <source>What the model leans to over the first minutes of a voice is taken off. Nothing needs to be labelled; a voice that stays in one emotion for minutes becomes its own norm.</source>
        <translation>Wozu das Modell in den ersten Minuten einer Stimme neigt, wird abgezogen. Nichts muss gelabelt werden; eine Stimme, die minutenlang in einer Emotion bleibt, wird zu ihrer eigenen Norm.</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>A speech recogniser that writes down each utterance.</source>
        <translation>Ein Spracherkenner, der jede Äußerung mitschreibt.</translation>
    </message>
    <message>
        <source>Record as</source>
        <translation>Aufnehmen als</translation>
    </message>
    <message>
        <source>The sound file of a recording: WAV with 32-bit floats, or FLAC with 24 bits, half as large.</source>
        <translation>Die Tondatei einer Aufnahme: WAV mit 32-Bit-Gleitkommazahlen oder FLAC mit 24 Bit, halb so groß.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Plane from</source>
        <translation>Ebene aus</translation>
    </message>
    <message>
        <source>Where valence and arousal come from: the classes&apos; places on the circumplex, weighted by their posteriors, or a model that gives them.</source>
        <translation>Woher Valenz und Erregung kommen: aus den Plätzen der Klassen auf dem Circumplex, gewichtet mit ihren Posterioren, oder von einem Modell, das sie angibt.</translation>
    </message>
    <message>
        <source>The classes</source>
        <translation>Den Klassen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LiveDisplay</name>
    <message>
        <source>Live display</source>
        <translation>Live-Anzeige</translation>
    </message>
    <message>
        <source>derived from classes</source>
        <translation>aus Klassen abgeleitet</translation>
    </message>
    <message>
        <source>these classes have no place here</source>
        <translation>diese Klassen haben hier keinen Platz</translation>
    </message>
    <message>
        <source>since %1 s</source>
        <translation>seit %1 s</translation>
    </message>
    <message>
        <source>since %1 s, next %2 %3</source>
        <translation>seit %1 s, dahinter %2 %3</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2 and %3</source>
        <translation>%1, %2 und %3</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LiveInputs</name>
    <message>
        <source>%1 kHz</source>
        <translation>%1 kHz</translation>
    </message>
    <message numerus="yes">
        <source>%n channels</source>
        <translation>
            <numerusform>%n Kanal</numerusform>
            <numerusform>%n Kanäle</numerusform>
        </translation>
    </message>
    <message>
        <source>the system&apos;s default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>heard now</source>
        <translation>gerade gehört</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LivePage</name>
    <message>
        <source>There is no model of emotions. Train one, or put one into the workspace.</source>
        <translation>Es gibt kein Modell für Emotionen. Trainiere eines oder lege eines in den Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Listen to a recording</source>
        <translation>Einer Aufnahme zuhören</translation>
    </message>
    <message>
        <source>Sound files (%1)</source>
        <translation>Tondateien (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Nothing was heard yet that could be played again.</source>
        <translation>Es wurde noch nichts gehört, das sich noch einmal abspielen ließe.</translation>
    </message>
    <message>
        <source>mark %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>The recording has a %1.</source>
        <translation>Die Aufnahme enthält nun %1.</translation>
    </message>
    <message>
        <source>Here is %1; no recording keeps it.</source>
        <translation>Hier ist %1; keine Aufnahme behält sie.</translation>
    </message>
    <message>
        <source>Speaker %1</source>
        <translation>Sprecher %1</translation>
    </message>
    <message>
        <source>%1: the adaptation starts anew.</source>
        <translation>%1: Die Anpassung beginnt von vorn.</translation>
    </message>
    <message>
        <source>New speaker</source>
        <translation>Neuer Sprecher</translation>
    </message>
    <message>
        <source>Who speaks from now on?</source>
        <translation>Wer spricht von jetzt an?</translation>
    </message>
    <message>
        <source>speak neutrally, %1 s more</source>
        <translation>sprich neutral, noch %1 s</translation>
    </message>
    <message>
        <source>not adapted</source>
        <translation>nicht angepasst</translation>
    </message>
    <message>
        <source>adapting to this voice</source>
        <translation>passt sich an diese Stimme an</translation>
    </message>
    <message>
        <source>adapted to this voice</source>
        <translation>an diese Stimme angepasst</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>&amp;Start listening</source>
        <translation>&amp;Zuhören beginnen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Listen, or stop listening.</source>
        <translation>Zuhören oder das Zuhören beenden.</translation>
    </message>
    <message>
        <source>&amp;Freeze the display</source>
        <translation>Anzeige &amp;einfrieren</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Hold what is shown while listening goes on; again lets it go.</source>
        <translation>Das Gezeigte festhalten, während das Zuhören weitergeht; noch einmal lässt es wieder los.</translation>
    </message>
    <message>
        <source>&amp;Mark this moment</source>
        <translation>Diesen Moment &amp;markieren</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Put a mark into the sound that scrolls by.</source>
        <translation>Eine Marke in den vorbeilaufenden Ton setzen.</translation>
    </message>
    <message>
        <source>&amp;New speaker</source>
        <translation>&amp;Neuer Sprecher</translation>
    </message>
    <message>
        <source>Somebody else speaks from now on: the adaptation to the voice starts anew.</source>
        <translation>Von jetzt an spricht jemand anderes: Die Anpassung an die Stimme beginnt von vorn.</translation>
    </message>
    <message>
        <source>New speaker with a n&amp;ame...</source>
        <translation>Neuer Sprecher mit N&amp;amen...</translation>
    </message>
    <message>
        <source>As New speaker, with a name that a recording keeps.</source>
        <translation>Wie „Neuer Sprecher“, mit einem Namen, den eine Aufnahme behält.</translation>
    </message>
    <message>
        <source>&amp;Learn the neutral voice</source>
        <translation>Neutrale Stimme &amp;lernen</translation>
    </message>
    <message>
        <source>Ten seconds of speech, spoken neutrally, tell the adaptation how this voice sounds when nothing moves it.</source>
        <translation>Zehn Sekunden neutral gesprochene Sprache sagen der Anpassung, wie diese Stimme klingt, wenn nichts sie bewegt.</translation>
    </message>
    <message>
        <source>Re&amp;cord</source>
        <translation>Au&amp;fnehmen</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Record sound and predictions into the workspace, or end the recording.</source>
        <translation>Ton und Schätzungen in den Arbeitsbereich aufnehmen oder die Aufnahme beenden.</translation>
    </message>
    <message>
        <source>&amp;Open the recording in Inspect</source>
        <translation>Aufnahme in Ansehen &amp;öffnen</translation>
    </message>
    <message>
        <source>Look at the last recording with its tiers.</source>
        <translation>Die letzte Aufnahme mit ihren Spuren ansehen.</translation>
    </message>
    <message>
        <source>&amp;Push to talk</source>
        <translation>Sprech&amp;taste</translation>
    </message>
    <message>
        <source>Listen only while the space bar is held on the display.</source>
        <translation>Nur zuhören, solange auf der Anzeige die Leertaste gehalten wird.</translation>
    </message>
    <message>
        <source>&amp;Rehearsed recording</source>
        <translation>&amp;Geprobte Aufnahme</translation>
    </message>
    <message>
        <source>Listen to a recording chosen before in the microphone&apos;s place, or to the microphone again.</source>
        <translation>Statt dem Mikrofon einer zuvor gewählten Aufnahme zuhören oder wieder dem Mikrofon.</translation>
    </message>
    <message>
        <source>Pla&amp;y the last seconds again</source>
        <translation>Letzte Sekunden &amp;wiederholen</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Play the last five seconds with what was said of them; again: back to what is heard now.</source>
        <translation>Die letzten fünf Sekunden abspielen, mit dem, was dazu geschätzt wurde; noch einmal: zurück zu dem, was jetzt zu hören ist.</translation>
    </message>
    <message>
        <source>Pr&amp;esent</source>
        <translation>&amp;Vorführen</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Vorführen</translation>
    </message>
    <message>
        <source>Show nothing but the display on another screen, after a list of what to look at first.</source>
        <translation>Nur die Anzeige auf einem anderen Bildschirm zeigen, nach einer Prüfliste dessen, was zuerst anzusehen ist.</translation>
    </message>
    <message>
        <source>%1 s were recorded as %2; I opens them in Inspect.</source>
        <translation>%1 s wurden als %2 aufgenommen; I öffnet sie in Ansehen.</translation>
    </message>
    <message>
        <source>An interrupted recording was completed: %1.</source>
        <translation>Eine unterbrochene Aufnahme wurde vervollständigt: %1.</translation>
    </message>
    <message>
        <source>● recording %1:%2</source>
        <translation>● Aufnahme %1:%2</translation>
    </message>
    <message>
        <source>Recording: %1</source>
        <translation>Aufnahme: %1</translation>
    </message>
    <message numerus="yes">
        <source>The last %n seconds again</source>
        <translation>
            <numerusform>Die letzte %n Sekunde noch einmal</numerusform>
            <numerusform>Die letzten %n Sekunden noch einmal</numerusform>
        </translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Hold the space bar to talk</source>
        <translation>Zum Sprechen die Leertaste halten</translation>
    </message>
    <message>
        <source>%1, %2 Hz</source>
        <translation>%1, %2 Hz</translation>
    </message>
    <message>
        <source>&amp;Stop listening</source>
        <translation>&amp;Zuhören beenden</translation>
    </message>
    <message>
        <source>Opening...</source>
        <translation>Öffnet...</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Not listening. Nothing leaves this machine, and nothing is recorded unless you ask.</source>
        <translation>Es wird nicht zugehört. Nichts verlässt diesen Rechner, und nichts wird aufgenommen, wenn du es nicht verlangst.</translation>
    </message>
    <message>
        <source>Opening model and microphone...</source>
        <translation>Modell und Mikrofon werden geöffnet...</translation>
    </message>
    <message>
        <source>sound to screen %1 ms median, %2 ms 95 %, %3 ms 99 %</source>
        <translation>Ton bis Bildschirm %1 ms Median, %2 ms 95 %, %3 ms 99 %</translation>
    </message>
    <message>
        <source>real-time factor %1</source>
        <translation>Echtzeitfaktor %1</translation>
    </message>
    <message>
        <source>overflows %1</source>
        <translation>Überläufe %1</translation>
    </message>
    <message>
        <source>running %1</source>
        <translation>Laufzeit %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>widened hops %1</source>
        <translation>vergrößerte Schrittweiten %1</translation>
    </message>
    <message>
        <source>Emotions as they are spoken</source>
        <translation>Emotionen, während sie gesprochen werden</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LivePresentation</name>
    <message>
        <source>Before you present</source>
        <translation>Vor dem Vorführen</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LiveSourceButton</name>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>Sound from</source>
        <translation>Tonquelle</translation>
    </message>
    <message>
        <source>The microphone that is listened to, or a recording in its place. The list shows each device&apos;s level.</source>
        <translation>Das Mikrofon, dem zugehört wird, oder eine Aufnahme an seiner Stelle. Die Liste zeigt den Pegel jedes Geräts.</translation>
    </message>
    <message>
        <source>Input devices</source>
        <translation>Eingabegeräte</translation>
    </message>
    <message>
        <source>A recording...</source>
        <translation>Eine Aufnahme...</translation>
    </message>
    <message>
        <source>A sound file at its own pace in the microphone&apos;s place.</source>
        <translation>Eine Tondatei in ihrem eigenen Tempo anstelle des Mikrofons.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemstandard</translation>
    </message>
    <message>
        <source>whatever the desktop has chosen</source>
        <translation>was der Desktop gewählt hat</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LogTable</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Undo removal</source>
        <translation>Entfernen rückgängig</translation>
    </message>
    <message>
        <source>Quantities...</source>
        <translation>Größen...</translation>
    </message>
    <message>
        <source>Chooses what the next lines hold.</source>
        <translation>Wählt, was die nächsten Zeilen enthalten.</translation>
    </message>
    <message>
        <source>Removes the chosen lines (Delete).</source>
        <translation>Entfernt die gewählten Zeilen (Entf).</translation>
    </message>
    <message>
        <source>The log %1 cannot be read and is left as it is; a new one begins in %2.</source>
        <translation>Das Protokoll %1 lässt sich nicht lesen und bleibt, wie es ist; ein neues beginnt in %2.</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messung läuft</translation>
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
        <translation>Abs&amp;pielen</translation>
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
        <source>Open</source>
        <translation>Öffnen</translation>
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
    <message>
        <source>Tie&amp;rs</source>
        <translation>&amp;Spuren</translation>
    </message>
    <message>
        <source>Sound files (%1)</source>
        <translation>Tondateien (%1)</translation>
    </message>
    <message>
        <source>Show all actions with their keys, and change these.</source>
        <translation>Alle Aktionen mit ihren Tasten zeigen und diese ändern.</translation>
    </message>
    <message>
        <source>Open sound files, annotations and sessions.</source>
        <translation>Tondateien, Annotationen und Sitzungen öffnen.</translation>
    </message>
    <message>
        <source>All that can be opened (%1)</source>
        <translation>Alles, was sich öffnen lässt (%1)</translation>
    </message>
    <message>
        <source>Annotations (%1)</source>
        <translation>Annotationen (%1)</translation>
    </message>
    <message>
        <source>Sessions (%1)</source>
        <translation>Sitzungen (%1)</translation>
    </message>
    <message>
        <source>Show &amp;command</source>
        <translation>Befehl &amp;zeigen</translation>
    </message>
    <message>
        <source>Show the command lines that do what the page shows.</source>
        <translation>Zeigt die Befehlszeilen, die dasselbe tun wie die Seite.</translation>
    </message>
    <message>
        <source>&amp;Live</source>
        <translation>&amp;Live</translation>
    </message>
    <message>
        <source>M&amp;odels...</source>
        <translation>M&amp;odelle...</translation>
    </message>
    <message>
        <source>See the models of the workspace, import public speech encoders, test and remove them.</source>
        <translation>Die Modelle des Arbeitsbereichs ansehen, testen und entfernen, öffentliche Sprach-Encoder importieren.</translation>
    </message>
    <message>
        <source>Import &amp;model...</source>
        <translation>&amp;Modell importieren...</translation>
    </message>
    <message>
        <source>Brings a public speech encoder into the workspace.</source>
        <translation>Nimmt einen öffentlichen Sprach-Encoder in den Arbeitsbereich auf.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MatrixTab</name>
    <message>
        <source>What stands in the cells</source>
        <translation>Was in den Zellen steht</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Anzahlen</translation>
    </message>
    <message>
        <source>Row %</source>
        <translation>Zeilen-%</translation>
    </message>
    <message>
        <source>Column %</source>
        <translation>Spalten-%</translation>
    </message>
    <message>
        <source>Part of the run</source>
        <translation>Teil des Laufs</translation>
    </message>
    <message>
        <source>Recall by</source>
        <translation>Recall je</translation>
    </message>
    <message>
        <source>By speaker</source>
        <translation>Je Sprecher</translation>
    </message>
    <message>
        <source>By gender</source>
        <translation>Je Geschlecht</translation>
    </message>
    <message>
        <source>Speakers of the test are in the training too: the figures are too good.</source>
        <translation>Sprecher des Tests sind auch im Training: Die Werte sind zu gut.</translation>
    </message>
    <message>
        <source>Confusion, truth by row</source>
        <translation>Verwechslungen, Wahrheit je Zeile</translation>
    </message>
    <message>
        <source>Recall (UAR)</source>
        <translation>Recall (UAR)</translation>
    </message>
    <message>
        <source>All folds</source>
        <translation>Alle Folds</translation>
    </message>
    <message>
        <source>Fold %1</source>
        <translation>Fold %1</translation>
    </message>
    <message>
        <source>Speaker %1</source>
        <translation>Sprecher %1</translation>
    </message>
    <message>
        <source>Choose a run to see its confusion matrix.</source>
        <translation>Wähle einen Lauf, um seine Verwechslungsmatrix zu sehen.</translation>
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
        <source>This run predicts dimensions, no classes.</source>
        <translation>Dieser Lauf schätzt Dimensionen, keine Klassen.</translation>
    </message>
    <message>
        <source>UAR %1, %2, %3 utterances, %4</source>
        <translation>UAR %1, %2, %3 Äußerungen, %4</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MeasureController</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Concordance</source>
        <translation>Konkordanz</translation>
    </message>
    <message>
        <source>Append to &amp;log</source>
        <translation>Ans &amp;Protokoll anhängen</translation>
    </message>
    <message>
        <source>Measure the selection, or what is at the cursor, and append a line to the log.</source>
        <translation>Die Auswahl messen, oder was am Cursor liegt, und eine Zeile ans Protokoll anhängen.</translation>
    </message>
    <message>
        <source>&amp;Tables</source>
        <translation>Ta&amp;bellen</translation>
    </message>
    <message>
        <source>Show or hide log, measurements and concordance below the recording.</source>
        <translation>Protokoll, Messungen und Konkordanz unter der Aufnahme zeigen oder verbergen.</translation>
    </message>
    <message>
        <source>&amp;Measure a tier...</source>
        <translation>Spur &amp;messen...</translation>
    </message>
    <message>
        <source>Measure every interval of a tier of the recording, or of a folder of recordings.</source>
        <translation>Jedes Intervall einer Spur der Aufnahme oder eines Ordners von Aufnahmen messen.</translation>
    </message>
    <message>
        <source>Find in &amp;all files...</source>
        <translation>In &amp;allen Dateien suchen...</translation>
    </message>
    <message>
        <source>List every place of a text in all open annotations or in those of a folder.</source>
        <translation>Jede Stelle eines Textes in allen offenen Annotationen oder in denen eines Ordners auflisten.</translation>
    </message>
    <message>
        <source>Save selection as soun&amp;d...</source>
        <translation>Aus&amp;wahl als Ton sichern...</translation>
    </message>
    <message>
        <source>Write the selected part as a WAV file, with its part of the annotation beside it.</source>
        <translation>Den gewählten Teil als WAV-Datei schreiben, mit seinem Teil der Annotation daneben.</translation>
    </message>
    <message>
        <source>Open a recording to measure it.</source>
        <translation>Öffne eine Aufnahme, um sie zu messen.</translation>
    </message>
    <message>
        <source>Select a part of a recording first.</source>
        <translation>Wähle zuerst einen Teil einer Aufnahme aus.</translation>
    </message>
    <message>
        <source>_part</source>
        <comment>suffix of a file name</comment>
        <translation>_Teil</translation>
    </message>
    <message>
        <source>Save selection as sound</source>
        <translation>Auswahl als Ton sichern</translation>
    </message>
    <message>
        <source>WAV (*.wav)</source>
        <translation>WAV (*.wav)</translation>
    </message>
    <message>
        <source>%1 is the recording itself: choose another name.</source>
        <translation>%1 ist die Aufnahme selbst: Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gesichert.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MeasureTable</name>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure a folder...</source>
        <translation>Ordner messen...</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Tier whose intervals or points are measured; empty: recordings as a whole.</source>
        <translation>Spur, deren Intervalle oder Punkte gemessen werden; leer: ganze Aufnahmen.</translation>
    </message>
    <message>
        <source>Whole recordings</source>
        <translation>Ganze Aufnahmen</translation>
    </message>
    <message>
        <source>Parent tier</source>
        <translation>Übergeordnete Spur</translation>
    </message>
    <message>
        <source>Tier whose label is written as parent; empty: the tier it is linked to.</source>
        <translation>Spur, deren Etikett als parent geschrieben wird; leer: die Spur, mit der sie verknüpft ist.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
    <message>
        <source>Only where the label matches this regular expression; empty: all with a label.</source>
        <translation>Nur wo das Etikett zu diesem regulären Ausdruck passt; leer: alle mit einem Etikett.</translation>
    </message>
    <message>
        <source>Quantities...</source>
        <translation>Größen...</translation>
    </message>
    <message>
        <source>Measures the open recording with its annotation as it is now.</source>
        <translation>Misst die offene Aufnahme mit ihrer Annotation, wie sie jetzt ist.</translation>
    </message>
    <message>
        <source>Measures every recording of a folder with the annotation beside it.</source>
        <translation>Misst jede Aufnahme eines Ordners mit der Annotation, die daneben liegt.</translation>
    </message>
    <message>
        <source>Measure a folder</source>
        <translation>Ordner messen</translation>
    </message>
    <message>
        <source>Open a recording to measure it, or measure a folder.</source>
        <translation>Öffne eine Aufnahme, um sie zu messen, oder miss einen Ordner.</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>%1 messen</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messung läuft</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows; %n recordings could not be measured</source>
        <translation>
            <numerusform>%1 Zeilen; %n Aufnahme ließ sich nicht messen</numerusform>
            <numerusform>%1 Zeilen; %n Aufnahmen ließen sich nicht messen</numerusform>
        </translation>
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
    <name>prososcope::gui::ModelImportDialog</name>
    <message>
        <source>What would be imported</source>
        <translation>Was importiert würde</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Stops; nothing half-imported stays behind, and what has been fetched is kept.</source>
        <translation>Bricht ab; nichts halb Importiertes bleibt zurück, und das schon Geholte bleibt erhalten.</translation>
    </message>
    <message>
        <source>Import model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>A folder that holds config.json beside the weights.</source>
        <translation>Ein Ordner, in dem config.json neben den Gewichten liegt.</translation>
    </message>
    <message>
        <source>Choose file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>A file of weights; its config.json lies beside it.</source>
        <translation>Eine Datei mit Gewichten; die config.json dazu liegt daneben.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>a folder, a file of weights, or owner/name on a hub</source>
        <translation>ein Ordner, eine Datei mit Gewichten oder Eigentümer/Name auf einem Hub</translation>
    </message>
    <message>
        <source>wav2vec 2.0, HuBERT, WavLM, data2vec-audio or Whisper in the Hugging Face layout.</source>
        <translation>wav2vec 2.0, HuBERT, WavLM, data2vec-audio oder Whisper im Layout von Hugging Face.</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>Where the repository is asked for. Nothing is sent but its name.</source>
        <translation>Wo nach dem Repositorium gefragt wird. Gesendet wird nur sein Name.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the model is called in this workspace.</source>
        <translation>Wie das Modell in diesem Arbeitsbereich heißt.</translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n Datei, %1</numerusform>
            <numerusform>%n Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <comment>file, received, all</comment>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>Prüfe %1</translation>
    </message>
    <message>
        <source>The download was stopped. What has arrived is kept: fetch again to continue.</source>
        <translation>Das Herunterladen wurde angehalten. Das Angekommene bleibt erhalten: Hole die Dateien noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation>Ordner eines Modells</translation>
    </message>
    <message>
        <source>File of weights</source>
        <translation>Datei mit Gewichten</translation>
    </message>
    <message>
        <source>Weights (%1)</source>
        <translation>Gewichte (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>The files are fetched into the workspace and shown before they are imported.</source>
        <translation>Die Dateien werden in den Arbeitsbereich geholt und vor dem Import gezeigt.</translation>
    </message>
    <message>
        <source>Public speech encoders run here as they are: wav2vec 2.0, HuBERT, WavLM, data2vec-audio and Whisper, with heads for emotions, dimensions or text, or without one.</source>
        <translation>Öffentliche Sprach-Encoder laufen hier, wie sie sind: wav2vec 2.0, HuBERT, WavLM, data2vec-audio und Whisper, mit Köpfen für Emotionen, Dimensionen oder Text oder ohne Kopf.</translation>
    </message>
    <message>
        <source>the folder&apos;s name</source>
        <translation>der Name des Ordners</translation>
    </message>
    <message>
        <source>Asking %1 for %2</source>
        <translation>Frage %1 nach %2</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Import läuft</translation>
    </message>
    <message>
        <source>The import was stopped. Nothing of it is in the workspace.</source>
        <translation>Der Import wurde abgebrochen. Im Arbeitsbereich ist nichts davon.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ModelTracks</name>
    <message>
        <source>Corpus label</source>
        <translation>Korpuslabel</translation>
    </message>
    <message>
        <source>Emotion</source>
        <translation>Emotion</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>FURTHER MODELS</source>
        <translation>WEITERE MODELLE</translation>
    </message>
    <message>
        <source>second</source>
        <translation>zweites</translation>
    </message>
    <message>
        <source>third</source>
        <translation>drittes</translation>
    </message>
    <message>
        <source>Second model</source>
        <translation>Zweites Modell</translation>
    </message>
    <message>
        <source>Third model</source>
        <translation>Drittes Modell</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Emotion, %1</source>
        <translation>Emotion, %1</translation>
    </message>
    <message>
        <source>%1 solid %2–%3</source>
        <comment>dimension and its scale</comment>
        <translation>%1 durchgezogen %2–%3</translation>
    </message>
    <message>
        <source>%1 dashed %2–%3</source>
        <comment>dimension and its scale</comment>
        <translation>%1 gestrichelt %2–%3</translation>
    </message>
    <message>
        <source>%1 dotted %2–%3</source>
        <comment>dimension and its scale</comment>
        <translation>%1 gepunktet %2–%3</translation>
    </message>
    <message>
        <source>Dimensions, %1</source>
        <translation>Dimensionen, %1</translation>
    </message>
    <message>
        <source>Label, %1</source>
        <translation>Label, %1</translation>
    </message>
    <message>
        <source>&amp;Predict the whole recording</source>
        <translation>Ganze Aufnahme &amp;vorhersagen</translation>
    </message>
    <message>
        <source>Let the models go over all of a recording longer than half an hour.</source>
        <translation>Die Modelle über eine ganze Aufnahme von mehr als einer halben Stunde gehen lassen.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>About the model</source>
        <translation>Über das Modell</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>Importieren...</translation>
    </message>
    <message>
        <source>Brings a public speech encoder into the workspace: a folder, a file, or owner/name on a hub.</source>
        <translation>Nimmt einen öffentlichen Sprach-Encoder in den Arbeitsbereich auf: einen Ordner, eine Datei oder Eigentümer/Name auf einem Hub.</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Runs the model once over the recording that comes with the program.</source>
        <translation>Lässt das Modell einmal über die mitgelieferte Aufnahme laufen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Takes the model out of the workspace. Undo brings it back until the program ends (Del).</source>
        <translation>Nimmt das Modell aus dem Arbeitsbereich. Rückgängig bringt es zurück, bis das Programm beendet wird (Entf).</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Shows the folder of the model&apos;s files.</source>
        <translation>Zeigt den Ordner mit den Dateien des Modells.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Closes this window.</source>
        <translation>Schließt dieses Fenster.</translation>
    </message>
    <message>
        <source>Running %1 on the example</source>
        <translation>%1 läuft über das Beispiel</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>with the program</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Gives</source>
        <translation>Ergibt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Brings %1 back (Ctrl+Z).</source>
        <translation>Bringt %1 zurück (Strg+Z).</translation>
    </message>
    <message>
        <source>%1 is in the workspace: Inspect, Live and Layers can use it.</source>
        <translation>%1 ist im Arbeitsbereich: „Ansehen“, „Live“ und „Schichten“ können das Modell verwenden.</translation>
    </message>
    <message>
        <source>%1 was removed. Undo brings it back until the program ends.</source>
        <translation>%1 wurde entfernt. Rückgängig bringt das Modell zurück, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>%1 is back.</source>
        <translation>%1 ist wieder da.</translation>
    </message>
    <message>
        <source>No file manager opens %1.</source>
        <translation>Kein Dateimanager öffnet %1.</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>Ordner importieren</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Über %1</translation>
    </message>
    <message>
        <source>Self-test of %1</source>
        <translation>Selbsttest von %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Progress with the model</source>
        <translation>Fortschritt mit dem Modell</translation>
    </message>
    <message>
        <source>Stops what runs.</source>
        <translation>Hält an, was läuft.</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportieren...</translation>
    </message>
    <message>
        <source>Writes the model in the Hugging Face layout, which Python&apos;s transformers open.</source>
        <translation>Schreibt das Modell im Format von Hugging Face, das transformers in Python öffnet.</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>Es wurde angehalten.</translation>
    </message>
    <message>
        <source>Folder in which the model gets one of its name</source>
        <translation>Ordner, in dem das Modell einen mit seinem Namen bekommt</translation>
    </message>
    <message>
        <source>Exporting %1</source>
        <translation>%1 wird exportiert</translation>
    </message>
    <message>
        <source>%1 was exported to %2.</source>
        <translation>%1 wurde nach %2 exportiert.</translation>
    </message>
    <message>
        <source>Export of %1</source>
        <translation>Export von %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::OfferPanel</name>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PaneActions</name>
    <message>
        <source>Move pane &amp;up</source>
        <translation>Feld nach &amp;oben</translation>
    </message>
    <message>
        <source>Move the pane that has the focus one place up.</source>
        <translation>Das Feld mit dem Fokus um einen Platz nach oben setzen.</translation>
    </message>
    <message>
        <source>Move pane &amp;down</source>
        <translation>Feld nach &amp;unten</translation>
    </message>
    <message>
        <source>Move the pane that has the focus one place down.</source>
        <translation>Das Feld mit dem Fokus um einen Platz nach unten setzen.</translation>
    </message>
    <message>
        <source>&amp;Taller pane</source>
        <translation>&amp;Höheres Feld</translation>
    </message>
    <message>
        <source>Make the pane that has the focus taller.</source>
        <translation>Das Feld mit dem Fokus höher machen.</translation>
    </message>
    <message>
        <source>&amp;Lower pane</source>
        <translation>&amp;Niedrigeres Feld</translation>
    </message>
    <message>
        <source>Make the pane that has the focus lower.</source>
        <translation>Das Feld mit dem Fokus niedriger machen.</translation>
    </message>
    <message>
        <source>&amp;Hide pane</source>
        <translation>Feld &amp;verbergen</translation>
    </message>
    <message>
        <source>Hide the pane that has the focus; the menu View, Panes shows it again.</source>
        <translation>Das Feld mit dem Fokus verbergen; das Menü Ansicht, Felder zeigt es wieder.</translation>
    </message>
    <message>
        <source>&amp;Standard panes</source>
        <translation>&amp;Standardfelder</translation>
    </message>
    <message>
        <source>Show the panes in the order and the heights that they have at first.</source>
        <translation>Die Felder in der anfänglichen Reihenfolge und Höhe zeigen.</translation>
    </message>
    <message>
        <source>Pan&amp;es</source>
        <translation>Fel&amp;der</translation>
    </message>
    <message>
        <source>Choose the panes to show, and move them.</source>
        <translation>Die Felder wählen, die zu sehen sind, und sie verschieben.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PanelSection</name>
    <message>
        <source>Shown; press to hide it</source>
        <translation>Sichtbar; drücken blendet aus</translation>
    </message>
    <message>
        <source>Hidden; press to show it</source>
        <translation>Ausgeblendet; drücken zeigt es</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PitchCorrector</name>
    <message>
        <source>Pitch an oc&amp;tave up</source>
        <translation>Tonhöhe eine Oktave &amp;höher</translation>
    </message>
    <message>
        <source>Double the pitch where time is selected.</source>
        <translation>Die Tonhöhe verdoppeln, wo Zeit ausgewählt ist.</translation>
    </message>
    <message>
        <source>Pitch an octave dow&amp;n</source>
        <translation>Tonhöhe eine Oktave tie&amp;fer</translation>
    </message>
    <message>
        <source>Halve the pitch where time is selected.</source>
        <translation>Die Tonhöhe halbieren, wo Zeit ausgewählt ist.</translation>
    </message>
    <message>
        <source>Un&amp;voice</source>
        <translation>Stimmlos ma&amp;chen</translation>
    </message>
    <message>
        <source>Let what is selected have no pitch.</source>
        <translation>Dem Ausgewählten keine Tonhöhe lassen.</translation>
    </message>
    <message>
        <source>Pitch as &amp;computed</source>
        <translation>Tonhöhe wie &amp;berechnet</translation>
    </message>
    <message>
        <source>Take the corrections of the pitch back where time is selected.</source>
        <translation>Die Korrekturen der Tonhöhe zurücknehmen, wo Zeit ausgewählt ist.</translation>
    </message>
    <message>
        <source>Undo pitch correction</source>
        <translation>Tonhöhenkorrektur rückgängig</translation>
    </message>
    <message>
        <source>Take the last correction of the pitch back.</source>
        <translation>Die letzte Korrektur der Tonhöhe zurücknehmen.</translation>
    </message>
    <message>
        <source>Redo pitch correction</source>
        <translation>Tonhöhenkorrektur wiederherstellen</translation>
    </message>
    <message>
        <source>Make the correction again that was taken back.</source>
        <translation>Die zurückgenommene Korrektur noch einmal machen.</translation>
    </message>
    <message>
        <source>Select the stretch of time whose pitch is to be corrected.</source>
        <translation>Wähle den Zeitabschnitt aus, dessen Tonhöhe zu korrigieren ist.</translation>
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
    <name>prososcope::gui::PlaybackController</name>
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
        <source>Play what is &amp;visible</source>
        <translation>Si&amp;chtbares abspielen</translation>
    </message>
    <message>
        <source>Play from the left edge of the view to the right.</source>
        <translation>Vom linken Rand der Ansicht bis zum rechten abspielen.</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Stop playing and return to where it began; pressed again, clear the selection.</source>
        <translation>Das Abspielen beenden und zu seinem Anfang zurückkehren; noch einmal gedrückt, die Auswahl aufheben.</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>W&amp;iederholen</translation>
    </message>
    <message>
        <source>Play again from the start when the end is reached.</source>
        <translation>Am Ende wieder von vorn abspielen.</translation>
    </message>
    <message>
        <source>&amp;Only the selection</source>
        <translation>&amp;Nur die Auswahl</translation>
    </message>
    <message>
        <source>Play stays inside the selection where there is one.</source>
        <translation>Das Abspielen bleibt in der Auswahl, wo es eine gibt.</translation>
    </message>
    <message>
        <source>This build plays at normal speed only: it was made without the Rubber Band library.</source>
        <translation>Diese Fassung spielt nur in normaler Geschwindigkeit ab: Sie wurde ohne die Bibliothek Rubber Band gebaut.</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>&amp;Langsamer</translation>
    </message>
    <message>
        <source>Play slower at the same pitch.</source>
        <translation>Bei gleicher Tonhöhe langsamer abspielen.</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>Schn&amp;eller</translation>
    </message>
    <message>
        <source>Play faster at the same pitch.</source>
        <translation>Bei gleicher Tonhöhe schneller abspielen.</translation>
    </message>
    <message>
        <source>&amp;Automatic level</source>
        <translation>Automatischer &amp;Pegel</translation>
    </message>
    <message>
        <source>Raise quiet recordings to a level that can be heard.</source>
        <translation>Leise Aufnahmen auf einen hörbaren Pegel anheben.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PlaybackControls</name>
    <message>
        <source>Speed of playing, at the same pitch</source>
        <translation>Abspielgeschwindigkeit, bei gleicher Tonhöhe</translation>
    </message>
    <message>
        <source>This build plays at normal speed only: it was made without the Rubber Band library.</source>
        <translation>Diese Fassung spielt nur in normaler Geschwindigkeit ab: Sie wurde ohne die Bibliothek Rubber Band gebaut.</translation>
    </message>
    <message>
        <source>Sound output: volume and device</source>
        <translation>Tonausgabe: Lautstärke und Gerät</translation>
    </message>
    <message>
        <source>Sound output</source>
        <translation>Tonausgabe</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>So&amp;und output</source>
        <translation>&amp;Tonausgabe</translation>
    </message>
    <message>
        <source>Volume, automatic level and the device that is heard.</source>
        <translation>Lautstärke, automatischer Pegel und das Gerät, über das der Ton läuft.</translation>
    </message>
    <message>
        <source>%1×</source>
        <comment>speed of playing</comment>
        <translation>%1×</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemstandard</translation>
    </message>
    <message>
        <source>%1, not connected</source>
        <translation>%1, nicht angeschlossen</translation>
    </message>
    <message>
        <source>Speed %1</source>
        <translation>Geschwindigkeit %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PlotOrTable</name>
    <message>
        <source>%1, numbers</source>
        <translation>%1, Zahlen</translation>
    </message>
    <message>
        <source>As table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>%1 as table</source>
        <translation>%1 als Tabelle</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PreFlightController</name>
    <message>
        <source>An audience is looking at the presentation</source>
        <translation>Ein Publikum sieht die Vorführung</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PreFlightList</name>
    <message>
        <source>Before the presentation</source>
        <translation>Vor der Vorführung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back to the controls (Esc)</source>
        <translation>Zurück zur Bedienung (Esc)</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Opens the presentation on its screen, whatever the list says (Enter)</source>
        <translation>Öffnet die Vorführung auf ihrem Bildschirm, was immer die Liste sagt (Eingabetaste)</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>Übersteuerung</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Screen saver</source>
        <translation>Bildschirmschoner</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>The presentation would fail on what is marked as bad.</source>
        <translation>An dem, was als schlecht markiert ist, würde die Vorführung scheitern.</translation>
    </message>
    <message>
        <source>Some of it is not known yet.</source>
        <translation>Manches davon ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>It will do; the notes say what could be better.</source>
        <translation>Es wird gehen; die Hinweise sagen, was besser sein könnte.</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PreFlightRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
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
    <message>
        <source>%1 gives valence and the like, no emotions: its values are the tracks of a recording.</source>
        <translation>%1 ergibt Valenz und Ähnliches, keine Emotionen: Die Werte sind die Verläufe einer Aufnahme.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PresentWindow</name>
    <message>
        <source>Presentation</source>
        <translation>Vorführung</translation>
    </message>
    <message>
        <source>No screen is connected.</source>
        <translation>Kein Bildschirm ist angeschlossen.</translation>
    </message>
    <message>
        <source>%1 is not connected; the presentation opens on %2.</source>
        <translation>%1 ist nicht angeschlossen; die Vorführung öffnet sich auf %2.</translation>
    </message>
    <message>
        <source>%1 was unplugged. The presentation goes on when it is back.</source>
        <translation>%1 wurde abgezogen. Die Vorführung geht weiter, sobald der Bildschirm wieder da ist.</translation>
    </message>
    <message>
        <source>%1 is back.</source>
        <translation>%1 ist wieder da.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ProgressRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PropertiesPanel</name>
    <message>
        <source>No measured accuracy is stored with this model</source>
        <translation>Zu diesem Modell ist keine gemessene Genauigkeit gespeichert</translation>
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
        <source>Start and end of the selection, or of what is visible.</source>
        <translation>Anfang und Ende der Auswahl oder des Sichtbaren.</translation>
    </message>
    <message>
        <source>Length of the selection, or of what is visible.</source>
        <translation>Länge der Auswahl oder des Sichtbaren.</translation>
    </message>
    <message>
        <source>Posterior of the class: what the model gives it, all classes together 1.</source>
        <translation>Posterior der Klasse: was das Modell ihr gibt, alle Klassen zusammen 1.</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>On a scale from %1 to %2.</source>
        <translation>Auf einer Skala von %1 bis %2.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::QualityView</name>
    <message>
        <source>%1: %2</source>
        <comment>a quantity and its value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüfung läuft</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Check recordings</source>
        <translation>Aufnahmen prüfen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Auflisten</translation>
    </message>
    <message>
        <source>List: %1</source>
        <translation>Auflisten: %1</translation>
    </message>
    <message>
        <source>%1 recordings, read on %2.</source>
        <translation>%1 Aufnahmen, gelesen am %2.</translation>
    </message>
    <message>
        <source>Clipped</source>
        <translation>Übersteuert</translation>
    </message>
    <message>
        <source>Quiet, below %1 dB</source>
        <translation>Leise, unter %1 dB</translation>
    </message>
    <message>
        <source>More than half silence</source>
        <translation>Mehr als die Hälfte Stille</translation>
    </message>
    <message>
        <source>Same sound as another</source>
        <translation>Klang wie eine andere</translation>
    </message>
    <message>
        <source>Groups of utterances with exactly the same sound.</source>
        <translation>Gruppen von Äußerungen mit genau demselben Klang.</translation>
    </message>
    <message>
        <source>  of which with different classes</source>
        <translation>  davon mit verschiedenen Klassen</translation>
    </message>
    <message>
        <source>  of different speakers</source>
        <translation>  von verschiedenen Sprechern</translation>
    </message>
    <message>
        <source>  in different splits</source>
        <translation>  in verschiedenen Teilen</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Of the recordings without their silence, relative to full scale.</source>
        <translation>Von den Aufnahmen ohne deren Stille, relativ zur Vollaussteuerung.</translation>
    </message>
    <message>
        <source>Level, median</source>
        <translation>Pegel, Median</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Level, 5 to 95 %</source>
        <translation>Pegel, 5 bis 95 %</translation>
    </message>
    <message>
        <source>%1 to %2 dB</source>
        <translation>%1 bis %2 dB</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>kHz</source>
        <translation>kHz</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Reads every recording once and lists what is clipped, quiet, silent, twice there or unreadable.</source>
        <translation>Liest jede Aufnahme einmal und listet auf, was übersteuert, leise, still, doppelt oder unlesbar ist.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::QuantityChooser</name>
    <message>
        <source>Choose what to measure</source>
        <translation>Wählen, was gemessen wird</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>quantity: definition</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>What can be measured</source>
        <translation>Was sich messen lässt</translation>
    </message>
    <message>
        <source>Names, separated by commas</source>
        <translation>Namen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Names, separated by commas. At any per cent of the interval: f1@33%, f0@90%.</source>
        <translation>Namen, durch Kommas getrennt. Bei beliebigem Prozentwert des Intervalls: f1@33%, f0@90%.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::QueueModel</name>
    <message>
        <source>held</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::QueuePanel</name>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Trainings that wait</source>
        <translation>Wartende Trainings</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Moves the run up in the queue (Alt+Up).</source>
        <translation>Rückt den Lauf in der Warteschlange nach oben (Alt+Auf).</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Moves the run down in the queue (Alt+Down).</source>
        <translation>Rückt den Lauf in der Warteschlange nach unten (Alt+Ab).</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Takes the run out of the queue (Del); undo brings it back.</source>
        <translation>Nimmt den Lauf aus der Warteschlange (Entf); Rückgängig bringt ihn zurück.</translation>
    </message>
    <message>
        <source>Move run up</source>
        <translation>Lauf nach oben</translation>
    </message>
    <message>
        <source>The waiting run begins before the one above it.</source>
        <translation>Der wartende Lauf beginnt vor dem über ihm.</translation>
    </message>
    <message>
        <source>Move run down</source>
        <translation>Lauf nach unten</translation>
    </message>
    <message>
        <source>The waiting run begins after the one below it.</source>
        <translation>Der wartende Lauf beginnt nach dem unter ihm.</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>held until Continue is pressed</source>
        <translation>angehalten, bis Fortsetzen gedrückt wird</translation>
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
    <name>prososcope::gui::RatersView</name>
    <message>
        <source>Rate</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Use as labels</source>
        <translation>Als Labels nehmen</translation>
    </message>
    <message>
        <source>Plays the utterances in random order and asks how they sound.</source>
        <translation>Spielt die Äußerungen in zufälliger Reihenfolge und fragt, wie sie klingen.</translation>
    </message>
    <message>
        <source>The class that most raters chose, and the means of traces, become the labels of the corpus. Ctrl+Z takes it back.</source>
        <translation>Die Klasse, die die meisten Rater wählten, und die Mittel der Verläufe werden die Labels des Korpus. Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Nobody has rated this corpus yet. Raters hear the utterances in random order and see neither labels nor predictions.</source>
        <translation>Noch niemand hat dieses Korpus bewertet. Rater hören die Äußerungen in zufälliger Reihenfolge und sehen weder Labels noch Schätzungen.</translation>
    </message>
    <message>
        <source>Raters of classes</source>
        <translation>Rater mit Klassen</translation>
    </message>
    <message>
        <source>Utterances, by several</source>
        <translation>Äußerungen, von mehreren</translation>
    </message>
    <message>
        <source>Rated utterances, and those that more than one person rated.</source>
        <translation>Bewertete Äußerungen, und die, die mehr als eine Person bewertet hat.</translation>
    </message>
    <message>
        <source>Fleiss&apos; kappa</source>
        <translation>Fleiss’ Kappa</translation>
    </message>
    <message>
        <source>1 is full agreement, 0 that of chance.</source>
        <translation>1 ist volle Übereinstimmung, 0 die des Zufalls.</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha</source>
        <translation>Krippendorffs Alpha</translation>
    </message>
    <message>
        <source>Raters who traced</source>
        <translation>Rater mit Verläufen</translation>
    </message>
    <message>
        <source>Alpha, valence / arousal</source>
        <translation>Alpha, Valenz / Erregung</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha of the means of the traces.</source>
        <translation>Krippendorffs Alpha der Mittel der Verläufe.</translation>
    </message>
    <message>
        <source>CCC of means</source>
        <translation>CCC der Mittel</translation>
    </message>
    <message>
        <source>Lin&apos;s concordance of the means of the traces, valence and arousal, over all pairs of raters.</source>
        <translation>Lins Konkordanz der Mittel der Verläufe, Valenz und Erregung, über alle Paare von Ratern.</translation>
    </message>
    <message>
        <source>CCC of traces</source>
        <translation>CCC der Verläufe</translation>
    </message>
    <message>
        <source>The same of the traces themselves, every tenth of a second.</source>
        <translation>Dasselbe von den Verläufen selbst, alle Zehntelsekunden.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RatingStart</name>
    <message>
        <source>Rate %1</source>
        <translation>%1 bewerten</translation>
    </message>
    <message>
        <source>Utterances are played in random order. Labels and predictions stay hidden, so that every rater judges by ear alone.</source>
        <translation>Äußerungen werden in zufälliger Reihenfolge abgespielt. Labels und Schätzungen bleiben verborgen, damit jeder Bewerter allein nach Gehör urteilt.</translation>
    </message>
    <message>
        <source>A new round</source>
        <translation>Eine neue Runde</translation>
    </message>
    <message>
        <source>Choose one of these classes</source>
        <translation>Eine dieser Klassen wählen</translation>
    </message>
    <message>
        <source>Trace valence and arousal with the mouse</source>
        <translation>Valenz und Erregung mit der Maus zeichnen</translation>
    </message>
    <message>
        <source>Names with commas between them; the first nine have the digits as keys.</source>
        <translation>Namen, durch Kommas getrennt; die ersten neun haben die Ziffern als Tasten.</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Runde</translation>
    </message>
    <message>
        <source>Rater</source>
        <translation>Bewerter</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Go on with round %1 of %2, %3 rated</source>
        <translation>Mit Runde %1 von %2 weitermachen, %3 bewertet</translation>
    </message>
    <message>
        <source>Name at least two classes, with a comma between them.</source>
        <translation>Nenne mindestens zwei Klassen, durch Komma getrennt.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RatingWindow</name>
    <message>
        <source>Rate %1</source>
        <translation>%1 bewerten</translation>
    </message>
    <message>
        <source>Rated utterances</source>
        <translation>Bewertete Äußerungen</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Noch einmal abspielen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Escape. What was said is stored; the round goes on where it was.</source>
        <translation>Esc. Das Gesagte ist gespeichert; die Runde geht weiter, wo sie war.</translation>
    </message>
    <message>
        <source>%1 of %2 rated by %3.</source>
        <translation>%1 von %2 bewertet von %3.</translation>
    </message>
    <message>
        <source>All utterances are rated.</source>
        <translation>Alle Äußerungen sind bewertet.</translation>
    </message>
    <message>
        <source>Thank you. The round is stored.</source>
        <translation>Danke. Die Runde ist gespeichert.</translation>
    </message>
    <message>
        <source>Show how the voice sounds while you hear it.</source>
        <translation>Zeige, wie die Stimme klingt, während du sie hörst.</translation>
    </message>
    <message>
        <source>How does the voice sound?</source>
        <translation>Wie klingt die Stimme?</translation>
    </message>
    <message>
        <source>Space plays again and draws anew, Enter keeps the trace and goes on, Backspace goes back.</source>
        <translation>Die Leertaste spielt noch einmal ab und zeichnet neu, die Eingabetaste behält den Verlauf und geht weiter, die Rücktaste geht zurück.</translation>
    </message>
    <message>
        <source>Press the key before the class. Space plays again, Backspace goes back.</source>
        <translation>Drücke die Taste, die vor der Klasse steht. Die Leertaste spielt noch einmal ab, die Rücktaste geht zurück.</translation>
    </message>
    <message>
        <source>The recording %1 is not on this machine. S leaves it for later.</source>
        <translation>Die Aufnahme %1 ist nicht auf diesem Rechner. S lässt sie für später.</translation>
    </message>
    <message>
        <source>Nothing was traced yet. Space plays the utterance.</source>
        <translation>Noch wurde nichts gezeichnet. Die Leertaste spielt die Äußerung ab.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ReadingsBar</name>
    <message>
        <source>at</source>
        <translation>bei</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
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
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>F3</source>
        <translation>F3</translation>
    </message>
    <message>
        <source>harmonicity</source>
        <translation>Harmonizität</translation>
    </message>
    <message>
        <source>emotion</source>
        <translation>Emotion</translation>
    </message>
    <message>
        <source>Length of the selection; the readings beside it are means over it.</source>
        <translation>Länge der Auswahl; die Werte daneben sind Mittel über sie.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>What is heard now.</source>
        <translation>Was jetzt zu hören ist.</translation>
    </message>
    <message>
        <source>The cursor, from the start.</source>
        <translation>Der Cursor, vom Anfang an.</translation>
    </message>
    <message>
        <source>Start and end of the selection.</source>
        <translation>Anfang und Ende der Auswahl.</translation>
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
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Pitch by autocorrelation (Boersma 1993), %1 to %2 Hz; over a selection the mean of the voiced frames.</source>
        <translation>Tonhöhe durch Autokorrelation (Boersma 1993), %1 bis %2 Hz; über eine Auswahl das Mittel der stimmhaften Frames.</translation>
    </message>
    <message>
        <source>Intensity in dB re 2e-5, full scale counted as 1 Pa, windows for a lowest pitch of %1 Hz; over a selection the mean of the powers.</source>
        <translation>Intensität in dB re 2e-5, Vollaussteuerung als 1 Pa gezählt, Fenster für eine tiefste Tonhöhe von %1 Hz; über eine Auswahl das Mittel der Leistungen.</translation>
    </message>
    <message>
        <source>Formant by linear prediction (Burg), %1 formants up to %2 Hz, window %3 ms; over a selection the mean of the frames that have it.</source>
        <translation>Formant durch lineare Vorhersage (Burg), %1 Formanten bis %2 Hz, Fenster %3 ms; über eine Auswahl das Mittel der Frames, die ihn haben.</translation>
    </message>
    <message>
        <source>Harmonics-to-noise ratio by cross-correlation (Boersma 1993), from %1 Hz; over a selection the mean of the frames that have one.</source>
        <translation>Verhältnis von Harmonischen zu Rauschen (HNR) durch Kreuzkorrelation (Boersma 1993), ab %1 Hz; über eine Auswahl das Mittel der Frames, die eines haben.</translation>
    </message>
    <message>
        <source>The class that the model finds most likely.</source>
        <translation>Die Klasse, die das Modell für die wahrscheinlichste hält.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>emotion and its posterior</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Posteriors of %1, windows of %2 s.</source>
        <translation>Posteriors von %1, Fenster von %2 s.</translation>
    </message>
    <message>
        <source>V</source>
        <comment>valence</comment>
        <translation>V</translation>
    </message>
    <message>
        <source>A</source>
        <comment>arousal</comment>
        <translation>E</translation>
    </message>
    <message>
        <source>D</source>
        <comment>dominance</comment>
        <translation>D</translation>
    </message>
    <message>
        <source>What a model of dimensions gives.</source>
        <translation>Was ein Modell von Dimensionen ergibt.</translation>
    </message>
    <message>
        <source>%1 from %2 to %3, by %4, windows of %5 s; over a selection the mean of the windows.</source>
        <translation>%1 von %2 bis %3, nach %4, Fenster von %5 s; über einer Auswahl das Mittel der Fenster.</translation>
    </message>
    <message>
        <source>Standard deviation %1.</source>
        <translation>Standardabweichung %1.</translation>
    </message>
    <message>
        <source>What a unit of a network says.</source>
        <translation>Was eine Einheit eines Netzes sagt.</translation>
    </message>
    <message>
        <source>%1: its value in the frame at the cursor; over a selection the mean of its frames.</source>
        <translation>%1: der Wert im Frame am Cursor; über eine Auswahl das Mittel ihrer Frames.</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>Laut</translation>
    </message>
    <message>
        <source>The phonetic unit that a model hears.</source>
        <translation>Die phonetische Einheit, die ein Modell hört.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RecognitionController</name>
    <message>
        <source>Recognised units</source>
        <translation>Erkannte Einheiten</translation>
    </message>
    <message>
        <source>&amp;Recognise phonetic units</source>
        <translation>Phone&amp;tische Einheiten erkennen</translation>
    </message>
    <message>
        <source>Let a model hear the phonetic units of the recording, each with its emotion, and their vote.</source>
        <translation>Ein Modell die phonetischen Einheiten der Aufnahme hören lassen, jede mit ihrer Emotion, und ihre Abstimmung.</translation>
    </message>
    <message>
        <source>Add the reco&amp;gnised units as a tier</source>
        <translation>Erkannte Ein&amp;heiten als Spur hinzufügen</translation>
    </message>
    <message>
        <source>Add a tier with the phonetic units that were recognised, to be corrected and saved.</source>
        <translation>Eine Spur mit den erkannten phonetischen Einheiten hinzufügen, zum Korrigieren und Speichern.</translation>
    </message>
    <message>
        <source>Units are being recognised. Wait for it, or cancel it in the status line.</source>
        <translation>Einheiten werden gerade erkannt. Warte darauf, oder brich es in der Statuszeile ab.</translation>
    </message>
    <message>
        <source>No model here hears phonetic units with their emotion. This command trains one on nEMO: %1</source>
        <translation>Kein Modell hier hört phonetische Einheiten mit ihrer Emotion. Dieser Befehl trainiert eines auf nEMO: %1</translation>
    </message>
    <message>
        <source>The units are recognised once the running job has ended.</source>
        <translation>Die Einheiten werden erkannt, sobald der laufende Auftrag beendet ist.</translation>
    </message>
    <message>
        <source>Nothing was found; the tier is empty.</source>
        <translation>Es wurde nichts gefunden; die Spur ist leer.</translation>
    </message>
    <message>
        <source>The phonetic unit that %1 hears here.</source>
        <translation>Die phonetische Einheit, die %1 hier hört.</translation>
    </message>
    <message>
        <source>%1, by %2.</source>
        <comment>unit, model</comment>
        <translation>%1, von %2.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>emotion and how many units</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>How many units of the selection speak for each emotion, by %1.</source>
        <translation>Wie viele Einheiten der Auswahl für jede Emotion sprechen, nach %1.</translation>
    </message>
    <message>
        <source>Units: phonetic units with their emotion as the model %1 hears them. %2</source>
        <translation>Einheiten: phonetische Einheiten mit ihrer Emotion, wie das Modell %1 sie hört. %2</translation>
    </message>
    <message>
        <source>Heard in pieces of %1 s.</source>
        <translation>In Stücken von %1 s gehört.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RecognitionSection</name>
    <message>
        <source>RECOGNISED UNITS</source>
        <translation>ERKANNTE EINHEITEN</translation>
    </message>
    <message>
        <source>Model of phonetic units</source>
        <translation>Modell phonetischer Einheiten</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Recognise units</source>
        <translation>Einheiten erkennen</translation>
    </message>
    <message>
        <source>Keep as a tier</source>
        <translation>Als Spur behalten</translation>
    </message>
    <message>
        <source>Phonetic units, each with the emotion that a network hears in it, and their vote.</source>
        <translation>Phonetische Einheiten, jede mit der Emotion, die ein Netz darin hört, und ihre Abstimmung.</translation>
    </message>
    <message>
        <source>%1.
%2.</source>
        <comment>vote, soft vote</comment>
        <translation>%1.
%2.</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>How many units spoke for the emotion: each is one vote.</source>
        <translation>Wie viele Einheiten für die Emotion sprachen: Jede ist eine Stimme.</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Frames</translation>
    </message>
    <message>
        <source>The emotion&apos;s share of the posterior over all frames: the soft vote.</source>
        <translation>Der Anteil der Emotion am Posterior über alle Frames: die weiche Abstimmung.</translation>
    </message>
    <message>
        <source>Units, %1</source>
        <comment>emotion</comment>
        <translation>Einheiten, %1</translation>
    </message>
    <message>
        <source>Share of all frames, %1</source>
        <comment>emotion</comment>
        <translation>Anteil an allen Frames, %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RecognitionTab</name>
    <message>
        <source>%1 (too good)</source>
        <translation>%1 (zu gut)</translation>
    </message>
    <message>
        <source>Word errors and emotion of each model</source>
        <translation>Wortfehler und Emotion jedes Modells</translation>
    </message>
    <message>
        <source>Of each experiment on a recogniser&apos;s layer the newest run, and the recogniser&apos;s word errors on the same corpus. In brackets 95 % intervals by bootstrap over speakers. Return shows the run, Ctrl+C copies.</source>
        <translation>Von jedem Experiment auf einer Schicht eines Erkenners der neueste Lauf und die Wortfehler des Erkenners auf demselben Korpus. In Klammern 95-%-Intervalle durch Bootstrap über Personen. Die Eingabetaste zeigt den Lauf, Strg+C kopiert.</translation>
    </message>
    <message>
        <source>Too good (×): speakers of the test were trained on, or chose the epoch.</source>
        <translation>Zu gut (×): Auf Personen des Tests wurde trainiert, oder sie wählten die Epoche.</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Copies the word errors and scores of all models as CSV</source>
        <translation>Kopiert die Wortfehler und Ergebnisse aller Modelle als CSV</translation>
    </message>
    <message>
        <source>Words recognised and emotion heard, model by model</source>
        <translation>Erkannte Wörter und gehörte Emotion, Modell für Modell</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>Erkenner</translation>
    </message>
    <message>
        <source>WER % [95 %]</source>
        <translation>WER % [95 %]</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>UAR [95 %]</source>
        <translation>UAR [95 %]</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>word error rate, %</source>
        <translation>Wortfehlerrate, %</translation>
    </message>
    <message>
        <source>UAR</source>
        <translation>UAR</translation>
    </message>
    <message>
        <source>too good</source>
        <translation>zu gut</translation>
    </message>
    <message>
        <source>%1: WER %2 %, UAR %3</source>
        <translation>%1: WER %2 %, UAR %3</translation>
    </message>
    <message>
        <source>Copied as CSV.</source>
        <translation>Als CSV kopiert.</translation>
    </message>
    <message>
        <source>Word errors against the rank</source>
        <translation>Wortfehler nach dem Rang</translation>
    </message>
    <message>
        <source>Emotion against the rank</source>
        <translation>Emotion nach dem Rang</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>Was gezeichnet wird</translation>
    </message>
    <message>
        <source>The rank is that at which the dense layers of the recogniser were factorised.</source>
        <translation>Der Rang ist der, auf den die dichten Schichten des Erkenners zerlegt wurden.</translation>
    </message>
    <message>
        <source>Emotion against word errors</source>
        <translation>Emotion gegen Wortfehler</translation>
    </message>
    <message>
        <source>Both against the rank</source>
        <translation>Beides nach dem Rang</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RecordingPanes</name>
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
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>Emotion</source>
        <translation>Emotion</translation>
    </message>
    <message>
        <source>harmonicity %1–%2 dB</source>
        <translation>Harmonizität %1–%2 dB</translation>
    </message>
    <message>
        <source>harmonicity below %1 s in view</source>
        <translation>Harmonizität unter %1 s im Bild</translation>
    </message>
    <message>
        <source>glottal pulses when zoomed in</source>
        <translation>Glottispulse bei stärkerer Vergrößerung</translation>
    </message>
    <message>
        <source>glottal pulses</source>
        <translation>Glottispulse</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RecoveryController</name>
    <message>
        <source>An annotation without a name, changed until %1, was not saved.</source>
        <translation>Eine Annotation ohne Namen, geändert bis %1, wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>%1 was changed until %2 and not saved. Its file is not as it was then.</source>
        <translation>%1 wurde bis %2 geändert und nicht gespeichert. Die Datei ist nicht mehr wie damals.</translation>
    </message>
    <message>
        <source>%1 was changed until %2 and not saved.</source>
        <translation>%1 wurde bis %2 geändert und nicht gespeichert.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>The recording of %1 is not where it was. Put it back, then choose Recover again.</source>
        <translation>Die Aufnahme zu %1 ist nicht mehr an ihrem Ort. Lege sie zurück und wähle dann noch einmal Wiederherstellen.</translation>
    </message>
    <message>
        <source>The annotation of %1 has changes that are not saved. Save them, then choose Recover again.</source>
        <translation>Die Annotation von %1 hat ungesicherte Änderungen. Speichere sie und wähle dann noch einmal Wiederherstellen.</translation>
    </message>
    <message>
        <source>Recovered %1 as it was left. It is not saved yet.</source>
        <translation>%1 ist wiederhergestellt wie zuletzt. Gespeichert ist es noch nicht.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RegressionJob</name>
    <message>
        <source>Regressions of %1</source>
        <translation>Regressionen von %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ReportSaver</name>
    <message>
        <source>Save report...</source>
        <translation>Bericht speichern...</translation>
    </message>
    <message>
        <source>Writes a report on the chosen runs as HTML and PDF, its tables as LaTeX and CSV.</source>
        <translation>Schreibt einen Bericht über die gewählten Läufe als HTML und PDF, seine Tabellen als LaTeX und CSV.</translation>
    </message>
    <message>
        <source>Save report in a folder</source>
        <translation>Bericht in einem Ordner speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>The report is in %1: report.html, report.pdf and tables.</source>
        <translation>Der Bericht liegt in %1: report.html, report.pdf und Tabellen.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ReproductionModel</name>
    <message>
        <source>%1, %2: published %3</source>
        <translation>%1, %2: veröffentlicht %3</translation>
    </message>
    <message>
        <source>ours %1, difference %2</source>
        <translation>unser Wert %1, Differenz %2</translation>
    </message>
    <message>
        <source>of run %1</source>
        <translation>von Lauf %1</translation>
    </message>
    <message>
        <source>protocol of the paper: %1</source>
        <translation>Protokoll der Arbeit: %1</translation>
    </message>
    <message>
        <source>experiment: %1</source>
        <translation>Experiment: %1</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>es fehlt: %1</translation>
    </message>
    <message>
        <source>%1, %2: mean squared error %3</source>
        <translation>%1, %2: mittlere quadratische Abweichung %3</translation>
    </message>
    <message>
        <source>over %1 speakers: standard deviation %2, variance %3</source>
        <translation>über %1 Sprecher: Standardabweichung %2, Varianz %3</translation>
    </message>
    <message>
        <source>less the feature set&apos;s error %1 (%2 to %3), paired t test over speakers p %4, by signs %5</source>
        <translation>minus Fehler des Merkmalssatzes: %1 (%2 bis %3), gepaarter t-Test über Sprecher p %4, nach Vorzeichen %5</translation>
    </message>
    <message>
        <source>Columns were chosen with the test speakers&apos; help: the error is too small.</source>
        <translation>Spalten wurden mithilfe der Testsprecher gewählt: Der Fehler ist zu klein.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ReproductionSwitch</name>
    <message>
        <source>Published tables</source>
        <translation>Veröffentlichte Tabellen</translation>
    </message>
    <message>
        <source>Changes Results between the runs and the tables of published papers beside them.</source>
        <translation>Wechselt in Ergebnisse zwischen den Läufen und den Tabellen veröffentlichter Arbeiten daneben.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ReproductionView</name>
    <message>
        <source>Run this experiment</source>
        <translation>Dieses Experiment ausführen</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>Lauf öffnen</translation>
    </message>
    <message>
        <source>Published tables</source>
        <translation>Veröffentlichte Tabellen</translation>
    </message>
    <message>
        <source>Reproduction</source>
        <translation>Reproduktion</translation>
    </message>
    <message>
        <source>Show runs</source>
        <translation>Läufe zeigen</translation>
    </message>
    <message>
        <source>Published figures and ours</source>
        <translation>Veröffentlichte Werte und unsere</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation>Als LaTeX kopieren</translation>
    </message>
    <message>
        <source>Table %1, %2 of %3 figures</source>
        <translation>Tabelle %1, %2 von %3 Werten</translation>
    </message>
    <message>
        <source>Table %1, no figures</source>
        <translation>Tabelle %1, keine Werte</translation>
    </message>
    <message>
        <source>Table %1: %2</source>
        <translation>Tabelle %1: %2</translation>
    </message>
    <message>
        <source>Goes to Train with %1.</source>
        <translation>Geht zu Trainieren mit %1.</translation>
    </message>
    <message>
        <source>There is no experiment file for this figure yet.</source>
        <translation>Für diesen Wert gibt es noch keine Experimentdatei.</translation>
    </message>
    <message>
        <source>%1, %2: published %3</source>
        <translation>%1, %2: veröffentlicht %3</translation>
    </message>
    <message>
        <source>Copied as CSV: %1</source>
        <translation>Als CSV kopiert: %1</translation>
    </message>
    <message>
        <source>Copied as LaTeX: %1</source>
        <translation>Als LaTeX kopiert: %1</translation>
    </message>
    <message>
        <source>The regressions are stored in %1.</source>
        <translation>Die Regressionen sind in %1 gespeichert.</translation>
    </message>
    <message>
        <source>The regressions are stored in %1. Utterances left out: %2.</source>
        <translation>Die Regressionen sind in %1 gespeichert. Ausgelassene Äußerungen: %2.</translation>
    </message>
    <message>
        <source>It is being run; the status line tells how far it is.</source>
        <translation>Es wird gerade ausgeführt; die Statuszeile sagt, wie weit es ist.</translation>
    </message>
    <message>
        <source>Runs %1 here, as a job.</source>
        <translation>Führt %1 hier als Auftrag aus.</translation>
    </message>
    <message>
        <source>Missing: %1.</source>
        <translation>Es fehlt: %1.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ResultTable</name>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Als CSV sichern</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gesichert.</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ResultViews</name>
    <message>
        <source>Views of the run</source>
        <translation>Ansichten des Laufs</translation>
    </message>
    <message>
        <source>Copy as sentence</source>
        <translation>Als Satz kopieren</translation>
    </message>
    <message>
        <source>Copies the result of this view in one sentence, with its interval and how it was measured</source>
        <translation>Kopiert das Ergebnis dieser Ansicht in einem Satz, mit seinem Intervall und wie es gemessen wurde</translation>
    </message>
    <message>
        <source>Learning curves of all folds</source>
        <translation>Lernkurven aller Folds</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Verwechslungen</translation>
    </message>
    <message>
        <source>Classes and calibration</source>
        <translation>Klassen und Kalibrierung</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>This run has no learning curves.</source>
        <translation>Dieser Lauf hat keine Lernkurven.</translation>
    </message>
    <message>
        <source>Dialogues</source>
        <translation>Dialoge</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Erkennung</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ResultsPage</name>
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
        <source>Copy result as sentence</source>
        <translation>Ergebnis als Satz kopieren</translation>
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
    <message>
        <source>tags of run %1</source>
        <translation>Schlagwörter von Lauf %1</translation>
    </message>
    <message>
        <source>comment on run %1</source>
        <translation>Kommentar zu Lauf %1</translation>
    </message>
    <message>
        <source>Copies the result of the view shown in one sentence, with its interval and how it was measured.</source>
        <translation>Kopiert das Ergebnis der gezeigten Ansicht in einem Satz, mit seinem Intervall und wie es gemessen wurde.</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>Läufe löschen</translation>
    </message>
    <message>
        <source>Deletes the chosen runs; they stay among the deleted ones until they are removed for good.</source>
        <translation>Löscht die gewählten Läufe; sie bleiben unter den gelöschten, bis sie endgültig entfernt werden.</translation>
    </message>
    <message>
        <source>Deleted runs...</source>
        <translation>Gelöschte Läufe...</translation>
    </message>
    <message>
        <source>Lists runs that were deleted, to restore them or to remove them for good.</source>
        <translation>Nennt gelöschte Läufe, um sie wiederherzustellen oder endgültig zu entfernen.</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>Läufe vergleichen</translation>
    </message>
    <message>
        <source>Shows the run beside another one, or the two that are chosen.</source>
        <translation>Zeigt den Lauf neben einem anderen oder die zwei, die gewählt sind.</translation>
    </message>
    <message>
        <source>Mark utterance doubtful</source>
        <translation>Äußerung als zweifelhaft markieren</translation>
    </message>
    <message>
        <source>Marks the utterance of the current row as one whose label is to be looked at again, or takes the mark off.</source>
        <translation>Markiert die Äußerung der aktuellen Zeile als eine, deren Label noch einmal anzusehen ist, oder entfernt die Markierung.</translation>
    </message>
    <message>
        <source>Edit tags of the run</source>
        <translation>Schlagwörter des Laufs bearbeiten</translation>
    </message>
    <message>
        <source>Goes to the tags of the run shown.</source>
        <translation>Geht zu den Schlagwörtern des gezeigten Laufs.</translation>
    </message>
    <message>
        <source>Goes to the filter of the runs.</source>
        <translation>Geht zum Filter der Läufe.</translation>
    </message>
    <message>
        <source>Show confusion matrix</source>
        <translation>Verwechslungsmatrix zeigen</translation>
    </message>
    <message>
        <source>Show classes and calibration</source>
        <translation>Klassen und Kalibrierung zeigen</translation>
    </message>
    <message>
        <source>Show learning curves</source>
        <translation>Lernkurven zeigen</translation>
    </message>
    <message>
        <source>Show predicted dimensions</source>
        <translation>Geschätzte Dimensionen zeigen</translation>
    </message>
    <message>
        <source>Show the group of the run</source>
        <translation>Gruppe des Laufs zeigen</translation>
    </message>
    <message>
        <source>Changes the view of the run shown.</source>
        <translation>Wechselt die Ansicht des gezeigten Laufs.</translation>
    </message>
    <message>
        <source>Run %1 is still running. Cancel it first, then delete it.</source>
        <translation>Lauf %1 läuft noch. Brich ihn erst ab, dann lösche ihn.</translation>
    </message>
    <message>
        <source>deleting run %1</source>
        <translation>Löschen von Lauf %1</translation>
    </message>
    <message>
        <source>deleting %1 runs</source>
        <translation>Löschen von %1 Läufen</translation>
    </message>
    <message>
        <source>Run %1 deleted.</source>
        <translation>Lauf %1 gelöscht.</translation>
    </message>
    <message>
        <source>%1 runs deleted.</source>
        <translation>%1 Läufe gelöscht.</translation>
    </message>
    <message>
        <source>mark on %1</source>
        <translation>Markierung von %1</translation>
    </message>
    <message>
        <source>taking the mark off %1</source>
        <translation>Entfernen der Markierung von %1</translation>
    </message>
    <message>
        <source>The published table beside this workspace&apos;s runs</source>
        <translation>Die veröffentlichte Tabelle neben den Läufen dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Figures of the run</source>
        <translation>Zahlen des Laufs</translation>
    </message>
    <message>
        <source>Comparison of the two runs</source>
        <translation>Vergleich der beiden Läufe</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>The run once more, compared with itself</source>
        <translation>Der Lauf noch einmal, mit sich selbst verglichen</translation>
    </message>
    <message>
        <source>Run the experiment</source>
        <translation>Experiment ausführen</translation>
    </message>
    <message>
        <source>Show recognition and emotion of each model</source>
        <translation>Erkennung und Emotion jedes Modells zeigen</translation>
    </message>
    <message>
        <source>Show the dialogues of the run</source>
        <translation>Die Dialoge des Laufs zeigen</translation>
    </message>
    <message>
        <source>Shows the turns of a dialogue as the run judged them, with its attention on each.</source>
        <translation>Zeigt die Redebeiträge eines Dialogs, wie der Lauf sie beurteilte, mit seiner Aufmerksamkeit auf jedem.</translation>
    </message>
    <message>
        <source>The corpus %1 of run %2 names no dialogues.</source>
        <translation>Das Korpus %1 des Laufs %2 nennt keine Dialoge.</translation>
    </message>
    <message>
        <source>Dialogues of the run</source>
        <translation>Dialoge des Laufs</translation>
    </message>
    <message>
        <source>The dialogue, turn by turn</source>
        <translation>Der Dialog, Redebeitrag für Redebeitrag</translation>
    </message>
    <message>
        <source>Words recognised and emotion heard, model by model</source>
        <translation>Erkannte Wörter und gehörte Emotion, Modell für Modell</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RunControls</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Starts the experiment, or puts it into the queue while another one runs.</source>
        <translation>Startet das Experiment oder stellt es in die Warteschlange, solange ein anderes läuft.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Stops the running training at its last checkpoint; nothing begins until Continue is pressed.</source>
        <translation>Hält das laufende Training an seinem letzten Zwischenstand an; nichts beginnt, bis Fortsetzen gedrückt wird.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Goes on with the training that was paused and with those that wait.</source>
        <translation>Macht mit dem pausierten Training und den wartenden weiter.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stops the running training; the next one begins.</source>
        <translation>Bricht das laufende Training ab; das nächste beginnt.</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>Show in Results</source>
        <translation>In Ergebnisse zeigen</translation>
    </message>
    <message>
        <source>Unfinished runs</source>
        <translation>Unfertige Läufe</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Continues the run from its last checkpoint.</source>
        <translation>Setzt den Lauf von seinem letzten Zwischenstand fort.</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <source>Run %1, %2, %3</source>
        <translation>Lauf %1, %2, %3</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::RunNotesFields</name>
    <message>
        <source>Tags, with commas between</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags of the run</source>
        <translation>Schlagwörter des Laufs</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Comment on the run</source>
        <translation>Kommentar zum Lauf</translation>
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
        <source>Save predictions as CSV</source>
        <translation>Schätzungen als CSV sichern</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
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
    <message>
        <source>Marks the utterance as one whose label is to be looked at again, in every run on its corpus (D)</source>
        <translation>Markiert die Äußerung als eine, deren Label noch einmal anzusehen ist, in jedem Lauf auf ihrem Korpus (D)</translation>
    </message>
    <message>
        <source>Take mark off</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Mark doubtful</source>
        <translation>Als zweifelhaft markieren</translation>
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
    <message>
        <source>Group %1
%2</source>
        <translation>Gruppe %1
%2</translation>
    </message>
    <message>
        <source>CCC (95 % CI)</source>
        <translation>CCC (95-%-KI)</translation>
    </message>
    <message>
        <source>Point of group</source>
        <translation>Punkt der Gruppe</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
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
    <name>prososcope::gui::RunsArea</name>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Words that stand anywhere, or with a key: %1.
For example: tag:baseline corpus:emodb state:finished system:svm</source>
        <translation>Wörter, die irgendwo stehen, oder mit einem Schlüssel: %1.
Zum Beispiel: tag:baseline corpus:emodb state:finished system:svm</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: restore the deleted runs</source>
        <translation>Rückgängig: die gelöschten Läufe wiederherstellen</translation>
    </message>
    <message>
        <source>Deleted runs...</source>
        <translation>Gelöschte Läufe...</translation>
    </message>
    <message>
        <source>Runs that were deleted, to restore them or to remove them for good</source>
        <translation>Läufe, die gelöscht wurden, um sie wiederherzustellen oder endgültig zu entfernen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ScatterTab</name>
    <message>
        <source>valence</source>
        <translation>Valenz</translation>
    </message>
    <message>
        <source>arousal</source>
        <translation>Erregung</translation>
    </message>
    <message>
        <source>dominance</source>
        <translation>Dominanz</translation>
    </message>
    <message>
        <source>Scores by dimension</source>
        <translation>Werte je Dimension</translation>
    </message>
    <message>
        <source>CCC: concordance (Lin 1989). In brackets 95 % intervals by bootstrap over speakers. Errors are on the scale of the corpus. Ctrl+C copies.</source>
        <translation>CCC: Konkordanz (Lin 1989). In Klammern 95-%-Intervalle durch Bootstrap über Sprecher. Fehler sind auf der Skala des Korpus. Strg+C kopiert.</translation>
    </message>
    <message>
        <source>Predicted against labelled</source>
        <translation>Geschätzt gegen Label</translation>
    </message>
    <message>
        <source>Dimension</source>
        <translation>Dimension</translation>
    </message>
    <message>
        <source>CCC [95 %]</source>
        <translation>CCC [95 %]</translation>
    </message>
    <message>
        <source>Pearson r [95 %]</source>
        <translation>Pearsons r [95 %]</translation>
    </message>
    <message>
        <source>RMSE [95 %]</source>
        <translation>RMSE [95 %]</translation>
    </message>
    <message>
        <source>MSE [95 %]</source>
        <translation>MSE [95 %]</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1: CCC %2, Pearson r %3, RMSE %4</source>
        <translation>%1: CCC %2, Pearsons r %3, RMSE %4</translation>
    </message>
    <message>
        <source>%1; %2 utterances, %3 speakers, %4</source>
        <translation>%1; %2 Äußerungen, %3 Sprecher, %4</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ScreenBox</name>
    <message>
        <source>Screen of the presentation</source>
        <translation>Bildschirm der Vorführung</translation>
    </message>
    <message>
        <source>The screen that the audience sees. It is remembered.</source>
        <translation>Der Bildschirm, den das Publikum sieht. Die Wahl wird gemerkt.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::SelectionDrag</name>
    <message>
        <source>The selection cannot be dragged: %1</source>
        <translation>Die Auswahl lässt sich nicht ziehen: %1</translation>
    </message>
    <message>
        <source>The selection is ready as a sound file: drag it again.</source>
        <translation>Die Auswahl ist als Tondatei bereit: Zieh sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::SentenceRow</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::SessionController</name>
    <message>
        <source>Save session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>Sessions (*%1)</source>
        <translation>Sitzungen (*%1)</translation>
    </message>
    <message>
        <source>Saved the session %1.</source>
        <translation>Die Sitzung %1 ist gespeichert.</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>%1 is not where it was.</source>
        <translation>%1 ist nicht mehr am alten Ort.</translation>
    </message>
    <message>
        <source>Say where it is; others that moved with it are found along with it.</source>
        <translation>Sag, wo die Datei ist; andere, die mit ihr umgezogen sind, werden mit ihr gefunden.</translation>
    </message>
    <message>
        <source>Find...</source>
        <translation>Suchen...</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Where is %1?</source>
        <translation>Wo ist %1?</translation>
    </message>
    <message>
        <source>Something open has changes that are not saved. Save or discard them, then open %1 again.</source>
        <translation>Etwas Offenes hat ungesicherte Änderungen. Speichere oder verwirf sie und öffne dann %1 noch einmal.</translation>
    </message>
    <message>
        <source>Opened the session %1.</source>
        <translation>Die Sitzung %1 ist geöffnet.</translation>
    </message>
    <message>
        <source>Save s&amp;ession...</source>
        <translation>Si&amp;tzung speichern...</translation>
    </message>
    <message>
        <source>Write what is open, and how it is seen, to a session file.</source>
        <translation>Schreiben, was offen ist und wie es zu sehen ist, in eine Sitzungsdatei.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::SliceFields</name>
    <message>
        <source>SPECTRAL SLICE</source>
        <translation>SPEKTRUM-SCHNITT</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>Of the linear prediction; automatic: two more than the sample rate has kHz.</source>
        <translation>Der linearen Vorhersage; automatisch: zwei mehr, als die Abtastrate kHz hat.</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>coefficients</source>
        <translation>Koeffizienten</translation>
    </message>
    <message>
        <source>Window of the spectral slice</source>
        <translation>Fenster des Spektrum-Schnitts</translation>
    </message>
    <message>
        <source>25 ms, coefficients automatic</source>
        <translation>25 ms, Koeffizienten automatisch</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::SlicePane</name>
    <message>
        <source>Spectral slice</source>
        <translation>Spektrum-Schnitt</translation>
    </message>
    <message>
        <source>Spectral s&amp;lice</source>
        <translation>&amp;Spektrum-Schnitt</translation>
    </message>
    <message>
        <source>Show the spectrum at the cursor with its envelope, or hide it.</source>
        <translation>Das Spektrum am Cursor mit seiner Hüllkurve zeigen oder verbergen.</translation>
    </message>
    <message>
        <source>Spectral slice at %1 s · %2 ms Gaussian · envelope of %3 coefficients</source>
        <translation>Spektrum-Schnitt bei %1 s · %2 ms Gauß · Hüllkurve aus %3 Koeffizienten</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::SoundCacheSettings</name>
    <message>
        <source>&amp;Decoded recordings...</source>
        <translation>&amp;Dekodierte Aufnahmen...</translation>
    </message>
    <message>
        <source>Choose how much of the disk decoded copies of long compressed recordings may take.</source>
        <translation>Wählen, wie viel Platz dekodierte Kopien langer komprimierter Aufnahmen auf dem Datenträger belegen dürfen.</translation>
    </message>
    <message>
        <source>Decoded recordings</source>
        <translation>Dekodierte Aufnahmen</translation>
    </message>
    <message>
        <source>Long recordings in MP3, FLAC, Ogg, M4A and the like are decoded once and kept on disk, so that any place in them is found at once. Those used longest ago go first.</source>
        <translation>Lange Aufnahmen in MP3, FLAC, Ogg, M4A und Ähnlichem werden einmal dekodiert und auf dem Datenträger aufgehoben, damit jede Stelle darin sofort zu finden ist. Die am längsten nicht benutzten weichen zuerst.</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>Keep none</source>
        <translation>Keine aufheben</translation>
    </message>
    <message>
        <source>...</source>
        <translation>...</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Belegt</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::SpectrogramFields</name>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>mel</source>
        <translation>Mel</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>logarithmisch</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
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
        <source>Effective length of the Gaussian window: 5 ms shows the pulses, 30 ms the harmonics.</source>
        <translation>Effektive Länge des Gauß-Fensters: 5 ms zeigen die Pulse, 30 ms die Harmonischen.</translation>
    </message>
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source>What lies further below the loudest has the colour of the ground.</source>
        <translation>Was weiter unter dem Lautesten liegt, hat die Farbe des Grundes.</translation>
    </message>
    <message>
        <source> Hz</source>
        <translation> Hz</translation>
    </message>
    <message>
        <source>How frequencies lie along the height; logarithmic from 50 Hz.</source>
        <translation>Wie die Frequenzen über die Höhe verteilt sind; logarithmisch ab 50 Hz.</translation>
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
        <source>frequencies</source>
        <translation>Frequenzen</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>pre-emphasis</source>
        <translation>Präemphase</translation>
    </message>
    <message>
        <source>Lifts what lies above 50 Hz by 6 dB an octave, 0 dB at 1000 Hz; for the picture only.</source>
        <translation>Hebt an, was über 50 Hz liegt, um 6 dB je Oktave, 0 dB bei 1000 Hz; nur für das Bild.</translation>
    </message>
    <message>
        <source>frequency at the pointer</source>
        <translation>Frequenz am Mauszeiger</translation>
    </message>
    <message>
        <source>grid lines</source>
        <translation>Gitterlinien</translation>
    </message>
    <message>
        <source>5 ms, 50 dB, up to 5000 Hz, linear, grey, pre-emphasis</source>
        <translation>5 ms, 50 dB, bis 5000 Hz, linear, grau, Präemphase</translation>
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
    <name>prososcope::gui::TaskRow</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::TierController</name>
    <message>
        <source>Add &amp;interval tier...</source>
        <translation>&amp;Intervallspur hinzufügen...</translation>
    </message>
    <message>
        <source>Make a tier of intervals below the active one.</source>
        <translation>Eine Spur von Intervallen unter der aktiven anlegen.</translation>
    </message>
    <message>
        <source>Add &amp;point tier...</source>
        <translation>&amp;Punktspur hinzufügen...</translation>
    </message>
    <message>
        <source>Make a tier of points in time below the active one.</source>
        <translation>Eine Spur von Zeitpunkten unter der aktiven anlegen.</translation>
    </message>
    <message>
        <source>&amp;Rename tier...</source>
        <translation>Spur &amp;umbenennen...</translation>
    </message>
    <message>
        <source>Give the active tier another name.</source>
        <translation>Der aktiven Spur einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>&amp;Duplicate tier</source>
        <translation>Spur &amp;verdoppeln</translation>
    </message>
    <message>
        <source>Copy the active tier, right below it.</source>
        <translation>Die aktive Spur kopieren, direkt unter sie.</translation>
    </message>
    <message>
        <source>Move tier &amp;up</source>
        <translation>Spur nach &amp;oben</translation>
    </message>
    <message>
        <source>Move the active tier above the one before it.</source>
        <translation>Die aktive Spur über die vorige setzen.</translation>
    </message>
    <message>
        <source>Move tier do&amp;wn</source>
        <translation>Spur nach u&amp;nten</translation>
    </message>
    <message>
        <source>Move the active tier below the one after it.</source>
        <translation>Die aktive Spur unter die nächste setzen.</translation>
    </message>
    <message>
        <source>P&amp;arent tier...</source>
        <translation>Über&amp;geordnete Spur...</translation>
    </message>
    <message>
        <source>Choose the tier that the active one depends on, and how it follows it.</source>
        <translation>Wählen, von welcher Spur die aktive abhängt und wie sie ihr folgt.</translation>
    </message>
    <message>
        <source>&amp;Vocabulary...</source>
        <translation>Vo&amp;kabular...</translation>
    </message>
    <message>
        <source>Choose the labels that the active tier expects; the keys 1 to 9 write them.</source>
        <translation>Die Etiketten wählen, die die aktive Spur erwartet; die Tasten 1 bis 9 schreiben sie.</translation>
    </message>
    <message>
        <source>Re&amp;move tier</source>
        <translation>Spur &amp;entfernen</translation>
    </message>
    <message>
        <source>Remove the active tier with all its labels.</source>
        <translation>Die aktive Spur mit allen Etiketten entfernen.</translation>
    </message>
    <message>
        <source>Edit &amp;label</source>
        <translation>Etikett &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Write the label of the selected interval or point; in the tier, typing starts it too.</source>
        <translation>Das Etikett des gewählten Intervalls oder Punktes schreiben; in der Spur genügt es auch, zu tippen.</translation>
    </message>
    <message>
        <source>I&amp;nsert boundary or point</source>
        <translation>Gren&amp;ze oder Punkt einfügen</translation>
    </message>
    <message>
        <source>Insert it on the active tier at the cursor, or at both edges of the selection.</source>
        <translation>Auf der aktiven Spur am Cursor oder an beiden Rändern der Auswahl einfügen.</translation>
    </message>
    <message>
        <source>Insert boundary or point on tier %1</source>
        <translation>Grenze oder Punkt auf Spur %1 einfügen</translation>
    </message>
    <message>
        <source>Make it the active tier and insert a boundary or point there.</source>
        <translation>Die Spur aktiv machen und dort eine Grenze oder einen Punkt einfügen.</translation>
    </message>
    <message>
        <source>Remove &amp;boundary, point or label</source>
        <translation>Grenze, Punkt oder Etikett ent&amp;fernen</translation>
    </message>
    <message>
        <source>Remove what is selected; the intervals beside a boundary become one.</source>
        <translation>Das Gewählte entfernen; die Intervalle neben einer Grenze werden eines.</translation>
    </message>
    <message>
        <source>Clear label</source>
        <translation>Etikett leeren</translation>
    </message>
    <message>
        <source>Empty the label of the selected interval or point.</source>
        <translation>Das Etikett des gewählten Intervalls oder Punktes leeren.</translation>
    </message>
    <message>
        <source>Merge with previ&amp;ous</source>
        <translation>Mit vo&amp;rigem vereinen</translation>
    </message>
    <message>
        <source>Join the selected interval and the one before it, with both labels.</source>
        <translation>Das gewählte Intervall mit dem vorigen vereinen, mit beiden Etiketten.</translation>
    </message>
    <message>
        <source>Merge with ne&amp;xt</source>
        <translation>Mit nä&amp;chstem vereinen</translation>
    </message>
    <message>
        <source>Join the selected interval and the one after it, with both labels.</source>
        <translation>Das gewählte Intervall mit dem nächsten vereinen, mit beiden Etiketten.</translation>
    </message>
    <message>
        <source>Previous boundary</source>
        <translation>Vorige Grenze</translation>
    </message>
    <message>
        <source>Go to the boundary or point before the cursor.</source>
        <translation>Zur Grenze oder zum Punkt vor dem Cursor gehen.</translation>
    </message>
    <message>
        <source>Next boundary</source>
        <translation>Nächste Grenze</translation>
    </message>
    <message>
        <source>Go to the boundary or point after the cursor.</source>
        <translation>Zur Grenze oder zum Punkt nach dem Cursor gehen.</translation>
    </message>
    <message>
        <source>Previous interval</source>
        <translation>Voriges Intervall</translation>
    </message>
    <message>
        <source>Select the interval or point before the selected one.</source>
        <translation>Das Intervall oder den Punkt vor dem gewählten auswählen.</translation>
    </message>
    <message>
        <source>Next interval</source>
        <translation>Nächstes Intervall</translation>
    </message>
    <message>
        <source>Select the interval or point after the selected one.</source>
        <translation>Das Intervall oder den Punkt nach dem gewählten auswählen.</translation>
    </message>
    <message>
        <source>Tier above</source>
        <translation>Spur darüber</translation>
    </message>
    <message>
        <source>Make the tier above the active one.</source>
        <translation>Die Spur darüber zur aktiven machen.</translation>
    </message>
    <message>
        <source>Tier below</source>
        <translation>Spur darunter</translation>
    </message>
    <message>
        <source>Make the tier below the active one.</source>
        <translation>Die Spur darunter zur aktiven machen.</translation>
    </message>
    <message>
        <source>Play it</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Label as</source>
        <translation>Beschriften als</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>Hier teilen</translation>
    </message>
    <message>
        <source>Insert point here</source>
        <translation>Hier Punkt einfügen</translation>
    </message>
    <message>
        <source>words</source>
        <comment>name of a new tier</comment>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>points</source>
        <comment>name of a new tier</comment>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Add interval tier</source>
        <translation>Intervallspur hinzufügen</translation>
    </message>
    <message>
        <source>Add point tier</source>
        <translation>Punktspur hinzufügen</translation>
    </message>
    <message>
        <source>Rename tier</source>
        <translation>Spur umbenennen</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>There is no tier yet. &quot;Add interval tier&quot; in the menu Tiers makes one.</source>
        <translation>Es gibt noch keine Spur. „Intervallspur hinzufügen“ im Menü Spuren legt eine an.</translation>
    </message>
    <message>
        <source>There is no tier %1.</source>
        <translation>Es gibt keine Spur %1.</translation>
    </message>
    <message>
        <source>Select a boundary, a point or a label to remove it.</source>
        <translation>Wähle eine Grenze, einen Punkt oder ein Etikett zum Entfernen aus.</translation>
    </message>
    <message>
        <source>Select an interval to merge it with its neighbour.</source>
        <translation>Wähle ein Intervall aus, um es mit seinem Nachbarn zu vereinen.</translation>
    </message>
    <message>
        <source>There is no interval to merge with.</source>
        <translation>Es gibt kein Intervall zum Vereinen.</translation>
    </message>
    <message>
        <source>Select an interval or a point to write its label.</source>
        <translation>Wähle ein Intervall oder einen Punkt aus, um das Etikett zu schreiben.</translation>
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
        <source>Get EmoDB (%1 MB, CC0)</source>
        <translation>EmoDB holen (%1 MB, CC0)</translation>
    </message>
    <message>
        <source>Use a copy of EmoDB</source>
        <translation>Kopie von EmoDB verwenden</translation>
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
    <message>
        <source>%1 utterances of %2 speakers, %3 folds. Speakers are in training and test: the figures will be too good.</source>
        <translation>%1 Äußerungen von %2 Sprechern, %3 Folds. Sprecher sind in Training und Test: Die Werte werden zu gut sein.</translation>
    </message>
    <message>
        <source>EmoDB comes from its public archive at Zenodo (doi 10.5281/zenodo.7447302). An import takes the folder of a public corpus, a table, or recordings whose names tell their labels.</source>
        <translation>EmoDB kommt aus dem öffentlichen Archiv bei Zenodo (doi 10.5281/zenodo.7447302). Ein Import nimmt den Ordner eines öffentlichen Korpus, eine Tabelle oder Aufnahmen, deren Namen die Labels nennen.</translation>
    </message>
    <message>
        <source>Import another corpus</source>
        <translation>Anderes Korpus importieren</translation>
    </message>
    <message>
        <source>&amp;Import corpus...</source>
        <translation>Korpus &amp;importieren...</translation>
    </message>
    <message>
        <source>Browse cor&amp;pus</source>
        <translation>Korp&amp;us durchsehen</translation>
    </message>
    <message>
        <source>Shows the utterances of the corpus that is chosen in Train.</source>
        <translation>Zeigt die Äußerungen des Korpus, das in Training gewählt ist.</translation>
    </message>
    <message>
        <source>This model learns without epochs: there are no curves.</source>
        <translation>Dieses Modell lernt ohne Epochen: Es gibt keine Kurven.</translation>
    </message>
    <message>
        <source>There is no experiment %1.</source>
        <translation>Es gibt kein Experiment %1.</translation>
    </message>
    <message>
        <source>Pause training</source>
        <translation>Training pausieren</translation>
    </message>
    <message>
        <source>Stops the running training at its last checkpoint and holds the queue.</source>
        <translation>Hält das laufende Training an seinem letzten Zwischenstand und die Warteschlange an.</translation>
    </message>
    <message>
        <source>Continue training</source>
        <translation>Training fortsetzen</translation>
    </message>
    <message>
        <source>Goes on with the training that was paused and with those that wait.</source>
        <translation>Macht mit dem pausierten Training und den wartenden weiter.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>below 1 MB</source>
        <translation>unter 1 MB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 Läufe</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>time not known</source>
        <translation>Dauer unbekannt</translation>
    </message>
    <message>
        <source>Time as run %1 took on %2.</source>
        <translation>Dauer wie bei Lauf %1 auf %2.</translation>
    </message>
    <message>
        <source>No run of this system on a GPU yet.</source>
        <translation>Noch kein Lauf dieses Systems auf einer GPU.</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>Wird pausiert</translation>
    </message>
    <message>
        <source>Paused. Continue goes on with run %1 from its last checkpoint.</source>
        <translation>Pausiert. Fortsetzen macht mit Lauf %1 von seinem letzten Zwischenstand weiter.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Time as on the machine the program was made on; yours may be several times faster or slower.</source>
        <translation>Dauer wie auf dem Rechner, auf dem das Programm entstand; deiner kann um ein Mehrfaches schneller oder langsamer sein.</translation>
    </message>
    <message>
        <source>Import to fine-tune %1</source>
        <translation>Einlesen, um %1 nachzutrainieren</translation>
    </message>
    <message>
        <source>Import and choose the training</source>
        <translation>Einlesen und Training wählen</translation>
    </message>
    <message>
        <source>The training that is chosen</source>
        <translation>Das gewählte Training</translation>
    </message>
    <message>
        <source>No finished run of this experiment on this corpus yet.</source>
        <translation>Noch kein abgeschlossener Lauf dieses Experiments auf diesem Korpus.</translation>
    </message>
    <message>
        <source>Units and sound are read first; curves appear with the first look at the training.</source>
        <translation>Zuerst werden Einheiten und Ton gelesen; Kurven erscheinen mit dem ersten Blick auf das Training.</translation>
    </message>
    <message>
        <source>Run %1 does not wait any longer: another window or command has begun it or taken it away.</source>
        <translation>Lauf %1 wartet nicht mehr: Ein anderes Fenster oder ein Befehl hat ihn begonnen oder entfernt.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::TrainQueue</name>
    <message>
        <source>Remove %1 from the queue</source>
        <translation>%1 aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
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
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Durchsehen</translation>
    </message>
    <message>
        <source>Shows the utterances of this corpus, to be heard, searched and edited (Ctrl+B).</source>
        <translation>Zeigt die Äußerungen dieses Korpus zum Hören, Suchen und Bearbeiten (Ctrl+B).</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Adds a folder or a table of labelled speech to the workspace.</source>
        <translation>Nimmt einen Ordner oder eine Tabelle gelabelter Sprache in den Arbeitsbereich auf.</translation>
    </message>
    <message>
        <source>Notify me at the end</source>
        <translation>Am Ende benachrichtigen</translation>
    </message>
    <message>
        <source>Tells the desktop how a training ended while another window is in use.</source>
        <translation>Sagt dem Desktop, wie ein Training geendet hat, während ein anderes Fenster benutzt wird.</translation>
    </message>
    <message>
        <source>%1 runs: %2 seeds</source>
        <translation>%1 Läufe: %2 Startwerte</translation>
    </message>
    <message>
        <source>%1 runs: %2 settings x %3 seeds</source>
        <translation>%1 Läufe: %2 Einstellungen x %3 Startwerte</translation>
    </message>
    <message>
        <source>%1 runs: %2 settings</source>
        <translation>%1 Läufe: %2 Einstellungen</translation>
    </message>
    <message>
        <source>Seeds: %1</source>
        <translation>Startwerte: %1</translation>
    </message>
    <message>
        <source>Runs of the experiment</source>
        <translation>Läufe des Experiments</translation>
    </message>
    <message>
        <source>%1 (own)</source>
        <translation>%1 (eigenes)</translation>
    </message>
    <message>
        <source>A network learns phonetic units together with the emotion in which they are spoken; the units of an utterance vote for its emotion. Its settings are changed as text.</source>
        <translation>Ein Netz lernt phonetische Einheiten zusammen mit der Emotion, in der sie gesprochen werden; die Einheiten einer Äußerung stimmen über deren Emotion ab. Die Einstellungen werden als Text geändert.</translation>
    </message>
    <message>
        <source>A training of phonetic units runs all of its folds.</source>
        <translation>Ein Training phonetischer Einheiten durchläuft alle seine Folds.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::TranscriptController</name>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>&amp;Write down what is said</source>
        <translation>Auf&amp;schreiben, was gesagt wird</translation>
    </message>
    <message>
        <source>Let a recogniser write down what is said in the recording, and see below the spectrogram where it found each character.</source>
        <translation>Einen Erkenner aufschreiben lassen, was in der Aufnahme gesagt wird, und unter dem Spektrogramm sehen, wo er jedes Zeichen fand.</translation>
    </message>
    <message>
        <source>Add the words t&amp;hat were written down as a tier</source>
        <translation>Aufgeschriebene &amp;Wörter als Spur hinzufügen</translation>
    </message>
    <message>
        <source>Add a tier with the words that a recogniser wrote down, to be corrected and saved. When each began and ended is an estimate.</source>
        <translation>Eine Spur mit den Wörtern hinzufügen, die ein Erkenner aufschrieb, zum Verbessern und Speichern. Wann jedes begann und endete, ist geschätzt.</translation>
    </message>
    <message>
        <source>What is said is being written down. Wait for it, or cancel it in the status line.</source>
        <translation>Was gesagt wird, wird gerade aufgeschrieben. Darauf warten oder es in der Statuszeile abbrechen.</translation>
    </message>
    <message>
        <source>No model here writes down what is said. This command trains one on nEMO: %1</source>
        <translation>Kein Modell hier schreibt auf, was gesagt wird. Dieser Befehl trainiert eines auf nEMO: %1</translation>
    </message>
    <message>
        <source>At most %1 s are written down at once, and this recording is longer. Select a stretch of it, or zoom in on one.</source>
        <translation>Höchstens %1 s werden auf einmal aufgeschrieben, und diese Aufnahme ist länger. Ein Stück davon auswählen oder auf eines zoomen.</translation>
    </message>
    <message>
        <source>What is said is written down once the running job has ended.</source>
        <translation>Was gesagt wird, wird aufgeschrieben, sobald der laufende Auftrag beendet ist.</translation>
    </message>
    <message>
        <source>character %1: %2, weight %3</source>
        <translation>Zeichen %1: %2, Gewicht %3</translation>
    </message>
    <message>
        <source>space</source>
        <comment>a character</comment>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a word</comment>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Nothing was found; the tier is empty.</source>
        <translation>Nichts gefunden; die Spur ist leer.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::TranscriptSection</name>
    <message>
        <source>TRANSCRIPT</source>
        <translation>TRANSKRIPT</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>recogniser</source>
        <translation>Erkenner</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>Aufschreiben</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>Was gesagt wird</translation>
    </message>
    <message>
        <source>Keep as a tier</source>
        <translation>Als Spur behalten</translation>
    </message>
    <message>
        <source>What a recogniser hears, and where in the sound it found each character.</source>
        <translation>Was ein Erkenner hört, und wo im Schall er jedes Zeichen fand.</translation>
    </message>
    <message>
        <source>Nothing was recognised.</source>
        <translation>Es wurde nichts erkannt.</translation>
    </message>
    <message>
        <source>What the recogniser wrote down; it may be marked and copied.</source>
        <translation>Was der Erkenner aufschrieb; es lässt sich markieren und kopieren.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::TranscriptWriter</name>
    <message>
        <source>Writing down what is said in %1</source>
        <translation>Schreibt auf, was in %1 gesagt wird</translation>
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
    <name>prososcope::gui::UndoActions</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last change back.</source>
        <translation>Die letzte Änderung zurücknehmen.</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Make the change again that was taken back.</source>
        <translation>Die zurückgenommene Änderung erneut vornehmen.</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <comment>name of a step</comment>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <comment>name of a step</comment>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UnitCard</name>
    <message>
        <source>Picked unit</source>
        <translation>Gewählte Einheit</translation>
    </message>
    <message>
        <source>Click a cell, or go to it with the arrows and press Return: its numbers, its utterances and how they sound appear here.</source>
        <translation>Klicke auf eine Zelle oder gehe mit den Pfeiltasten hin und drücke die Eingabetaste: Dann erscheinen hier ihre Zahlen, ihre Äußerungen und wie sie klingen.</translation>
    </message>
    <message>
        <source>Utterances that drive it</source>
        <translation>Äußerungen, die sie treiben</translation>
    </message>
    <message>
        <source>Show in Inspect</source>
        <translation>In „Ansehen“ zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies what is known of this unit as a sentence</source>
        <translation>Kopiert als Satz, was über diese Einheit bekannt ist</translation>
    </message>
    <message>
        <source>Pick a unit</source>
        <translation>Wähle eine Einheit</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>the name of a number and the number</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Layer %1, unit %2</source>
        <translation>Schicht %1, Einheit %2</translation>
    </message>
    <message>
        <source>Layer %1 (%2), unit %3</source>
        <translation>Schicht %1 (%2), Einheit %3</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a target and its note</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>r</source>
        <translation>r</translation>
    </message>
    <message>
        <source>undefined</source>
        <translation>undefiniert</translation>
    </message>
    <message>
        <source>The unit is constant, or there are fewer than four utterances.</source>
        <translation>Die Einheit ist konstant, oder es gibt weniger als vier Äußerungen.</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95-%-KI</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>an interval</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Student&apos;s t over the speakers&apos; Fisher z</source>
        <translation>Students t über Fishers z der Sprecher</translation>
    </message>
    <message>
        <source>By Fisher&apos;s z</source>
        <translation>Nach Fishers z</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Two-sided, by Student&apos;s t</source>
        <translation>Zweiseitig, nach Students t</translation>
    </message>
    <message>
        <source>p, adjusted</source>
        <translation>p, adjustiert</translation>
    </message>
    <message>
        <source>%1, over the units of this map</source>
        <translation>%1, über die Einheiten dieser Karte</translation>
    </message>
    <message>
        <source>I²</source>
        <translation>I²</translation>
    </message>
    <message>
        <source>Share of the variation between speakers that is more than chance</source>
        <translation>Anteil der Streuung zwischen Sprechern, der über den Zufall hinausgeht</translation>
    </message>
    <message>
        <source>Speakers of its sign</source>
        <translation>Sprecher mit ihrem Vorzeichen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Utterances for which the target is known</source>
        <translation>Äußerungen, für die das Ziel bekannt ist</translation>
    </message>
    <message>
        <source>r, %1</source>
        <translation>r, %1</translation>
    </message>
    <message>
        <source>r, %1 (%2)</source>
        <translation>r, %1 (%2)</translation>
    </message>
    <message>
        <source>its standardised activation times its standardised value of the target; r is their mean.</source>
        <translation>ihre standardisierte Aktivierung mal ihr standardisierter Wert des Ziels; r ist das Mittel davon.</translation>
    </message>
    <message>
        <source>Shows the utterance in its recording, with this unit over time below the waveform (Return)</source>
        <translation>Zeigt die Äußerung in der Aufnahme, mit dieser Einheit über die Zeit unter der Wellenform (Eingabe)</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Verglichen</translation>
    </message>
    <message>
        <source>p, by permutation</source>
        <translation>p, nach Permutation</translation>
    </message>
    <message>
        <source>How often the largest |r| of all units reaches this one when labels change places within speakers, in %1 permutations</source>
        <translation>Wie oft das größte |r| aller Einheiten dieses erreicht, wenn Labels innerhalb der Sprecher vertauscht werden, in %1 Permutationen</translation>
    </message>
    <message>
        <source>Difference, %1</source>
        <translation>Differenz, %1</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>In one of the two the unit is constant, or there are fewer than four utterances.</source>
        <translation>In einem von beiden ist die Einheit konstant, oder es gibt weniger als vier Äußerungen.</translation>
    </message>
    <message>
        <source>The first r less the second</source>
        <translation>Das erste r minus das zweite</translation>
    </message>
    <message>
        <source>r, first</source>
        <translation>r, erstes</translation>
    </message>
    <message>
        <source>Over the utterances that both have</source>
        <translation>Über die Äußerungen, die beide haben</translation>
    </message>
    <message>
        <source>r, second</source>
        <translation>r, zweites</translation>
    </message>
    <message>
        <source>t</source>
        <translation>t</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message numerus="yes">
        <source>Student&apos;s t over %n speakers, each with its own difference of Fisher&apos;s z</source>
        <translation>
            <numerusform>Students t über %n Sprecher, mit seiner eigenen Differenz von Fishers z</numerusform>
            <numerusform>Students t über %n Sprecher, jeder mit seiner eigenen Differenz von Fishers z</numerusform>
        </translation>
    </message>
    <message>
        <source>Of two correlations of the same utterances with one of both in common (Meng, Rosenthal and Rubin 1992)</source>
        <translation>Für zwei Korrelationen über dieselben Äußerungen, die eine Seite gemeinsam haben (Meng, Rosenthal und Rubin 1992)</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation>Zweiseitig</translation>
    </message>
    <message>
        <source>Shows the utterance in its recording (Return)</source>
        <translation>Zeigt die Äußerung in ihrer Aufnahme (Eingabe)</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UnitController</name>
    <message>
        <source>Units over time</source>
        <translation>Einheiten über die Zeit</translation>
    </message>
    <message>
        <source>unit %1 %2</source>
        <comment>a unit and its value</comment>
        <translation>Einheit %1 %2</translation>
    </message>
    <message>
        <source>Show a &amp;unit over time...</source>
        <translation>E&amp;inheit über die Zeit zeigen...</translation>
    </message>
    <message>
        <source>Choose units of networks, and see what they say over time below the waveform.</source>
        <translation>Einheiten von Netzen wählen und unter der Wellenform sehen, was sie über die Zeit sagen.</translation>
    </message>
    <message>
        <source>Show no units over time</source>
        <translation>Keine Einheiten über die Zeit zeigen</translation>
    </message>
    <message>
        <source>Close the pane of units over time.</source>
        <translation>Das Feld der Einheiten über die Zeit schließen.</translation>
    </message>
    <message>
        <source>There is room for %1 units beside one another. Remove one first.</source>
        <translation>Nebeneinander ist Platz für %1 Einheiten. Entferne zuerst eine.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a unit and how its line is drawn</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>mean %1 as a thin line</source>
        <translation>Mittel %1 als dünne Linie</translation>
    </message>
    <message>
        <source>means as thin lines</source>
        <translation>Mittel als dünne Linien</translation>
    </message>
    <message>
        <source>heard in pieces of %1 s</source>
        <translation>in Stücken von %1 s gehört</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>done</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>Units, %1</source>
        <translation>Einheiten, %1</translation>
    </message>
    <message>
        <source>unit %1</source>
        <translation>Einheit %1</translation>
    </message>
    <message>
        <source>%1, every %2 s, mean %3</source>
        <translation>%1, alle %2 s, Mittel %3</translation>
    </message>
    <message>
        <source>Units over time: %1.</source>
        <translation>Einheiten über die Zeit: %1.</translation>
    </message>
    <message>
        <source>Heard in pieces of %1 s.</source>
        <translation>In Stücken von %1 s gehört.</translation>
    </message>
    <message>
        <source>Show the surpri&amp;se of a network</source>
        <translation>Die Überraschung eines Net&amp;zes zeigen</translation>
    </message>
    <message>
        <source>See below the waveform, frame by frame, how far the sound is from what a network that predicts speech expected.</source>
        <translation>Unter der Wellenform Frame für Frame sehen, wie weit der Ton von dem entfernt ist, was ein Netz erwartete, das Sprache vorhersagt.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UnitDialog</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Units over time</source>
        <translation>Einheiten über die Zeit</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>A model whose layers can be looked at.</source>
        <translation>Ein Modell, dessen Schichten sich betrachten lassen.</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>Abgriff</translation>
    </message>
    <message>
        <source>Where in a layer values are read.</source>
        <translation>Wo in einer Schicht die Werte gelesen werden.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Layer 1 is nearest to the sound.</source>
        <translation>Schicht 1 ist dem Ton am nächsten.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Number of the unit in its layer, from 1.</source>
        <translation>Nummer der Einheit in ihrer Schicht, ab 1.</translation>
    </message>
    <message>
        <source>Units shown</source>
        <translation>Gezeigte Einheiten</translation>
    </message>
    <message>
        <source>The units that are shown, with how their lines are drawn.</source>
        <translation>Die gezeigten Einheiten und wie ihre Linien gezeichnet sind.</translation>
    </message>
    <message>
        <source>Show this unit below the waveform, beside the others (at most %1).</source>
        <translation>Diese Einheit unter der Wellenform zeigen, neben den anderen (höchstens %1).</translation>
    </message>
    <message>
        <source>Take the chosen unit out of the pane.</source>
        <translation>Die gewählte Einheit aus dem Feld nehmen.</translation>
    </message>
    <message>
        <source>The network hears this utterance alone, as it did when its values were correlated. Off: it hears the whole recording.</source>
        <translation>Das Netz hört nur diese Äußerung, wie beim Korrelieren ihrer Werte. Aus: Es hört die ganze Aufnahme.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Looking for networks.</source>
        <translation>Suche nach Netzen.</translation>
    </message>
    <message>
        <source>There is no network in the workspace.</source>
        <translation>Im Arbeitsbereich gibt es kein Netz.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>number of a layer and its name</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source> of %1</source>
        <comment>behind the number of a unit</comment>
        <translation> von %1</translation>
    </message>
    <message>
        <source>only from %1 s on</source>
        <translation>nur ab %1 s</translation>
    </message>
    <message>
        <source>only from %1 to %2 s</source>
        <translation>nur von %1 bis %2 s</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a unit and how its line is drawn</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation>Schicht zeigen</translation>
    </message>
    <message>
        <source>Show all units of this layer as a picture below the spectrogram.</source>
        <translation>Alle Einheiten dieser Schicht als Bild unter dem Spektrogramm zeigen.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UnitRecogniser</name>
    <message>
        <source>Recognising units in %1</source>
        <translation>Einheiten in %1 werden erkannt</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UnitRegressionDialog</name>
    <message>
        <source>Predict from units</source>
        <translation>Aus Einheiten schätzen</translation>
    </message>
    <message>
        <source>&amp;Open in Inspect</source>
        <translation>In „Ansehen“ ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Shows what the model gives over time on a recording of the corpus.</source>
        <translation>Zeigt, was das Modell auf einer Aufnahme des Korpus über die Zeit ergibt.</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Anpassen</translation>
    </message>
    <message>
        <source>Fits the regression, measures its error and keeps it as a model of this workspace.</source>
        <translation>Passt die Regression an, misst ihren Fehler und behält sie als Modell dieses Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>%1 (derived)</source>
        <translation>%1 (abgeleitet)</translation>
    </message>
    <message>
        <source>known of %1 utterances by %2 speakers</source>
        <translation>bekannt von %1 Äußerungen von %2 Sprechern</translation>
    </message>
    <message>
        <source>all %1 units</source>
        <translation>allen %1 Einheiten</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message numerus="yes">
        <source>the %n chosen units</source>
        <translation>
            <numerusform>der %n ausgewählten Einheit</numerusform>
            <numerusform>den %n ausgewählten Einheiten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Targets</source>
        <translation>&amp;Ziele</translation>
    </message>
    <message>
        <source>&amp;Among</source>
        <translation>&amp;Unter</translation>
    </message>
    <message>
        <source>f&amp;rom</source>
        <translation>&amp;von</translation>
    </message>
    <message>
        <source>t&amp;o</source>
        <translation>b&amp;is</translation>
    </message>
    <message>
        <source>Take the &amp;best</source>
        <translation>Nimm die &amp;besten</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>What the model is to predict. Space ticks and unticks.</source>
        <translation>Was das Modell schätzen soll. Die Leertaste setzt und entfernt Häkchen.</translation>
    </message>
    <message>
        <source>Units among which the best are chosen</source>
        <translation>Einheiten, unter denen die besten gewählt werden</translation>
    </message>
    <message>
        <source>Of which units the mean activations may be taken.</source>
        <translation>Von welchen Einheiten die mittleren Aktivierungen genommen werden dürfen.</translation>
    </message>
    <message>
        <source>First layer</source>
        <translation>Erste Schicht</translation>
    </message>
    <message>
        <source>The layer nearest to the sound.</source>
        <translation>Die Schicht, die dem Ton am nächsten ist.</translation>
    </message>
    <message>
        <source>Last layer</source>
        <translation>Letzte Schicht</translation>
    </message>
    <message>
        <source>The layer farthest from the sound.</source>
        <translation>Die Schicht, die vom Ton am weitesten entfernt ist.</translation>
    </message>
    <message>
        <source>Number of units</source>
        <translation>Zahl der Einheiten</translation>
    </message>
    <message>
        <source>So many units with the largest F score, chosen for each target among the training speakers alone.</source>
        <translation>So viele Einheiten mit dem größten F-Wert, für jedes Ziel allein an den Trainingssprechern gewählt.</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>Under this name the model lies in the workspace.</source>
        <translation>Unter diesem Namen liegt das Modell im Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Stops the fit; nothing is kept.</source>
        <translation>Bricht die Anpassung ab; nichts wird behalten.</translation>
    </message>
    <message>
        <source>Error by speaker</source>
        <translation>Fehler nach Sprecher</translation>
    </message>
    <message>
        <source>Root mean squared error on each speaker, whom the regression was not fitted to, beside that of predicting the other speakers&apos; mean. Ctrl+C copies.</source>
        <translation>Wurzel der mittleren quadratischen Abweichung (RMSE) auf jedem Sprecher, an den die Regression nicht angepasst wurde, daneben die beim Schätzen des Mittels der anderen Sprecher. Strg+C kopiert.</translation>
    </message>
    <message>
        <source>This corpus has no labels to predict.</source>
        <translation>Dieses Korpus hat keine Labels, die sich schätzen lassen.</translation>
    </message>
    <message>
        <source>Tick at least one target.</source>
        <translation>Setze mindestens bei einem Ziel ein Häkchen.</translation>
    </message>
    <message>
        <source>Give a name of letters, digits, - and _.</source>
        <translation>Gib einen Namen aus Buchstaben, Ziffern, - und _ an.</translation>
    </message>
    <message>
        <source>A model of this name is there: it is replaced.</source>
        <translation>Ein Modell dieses Namens gibt es schon: Es wird ersetzt.</translation>
    </message>
    <message>
        <source>Fit %1</source>
        <translation>%1 anpassen</translation>
    </message>
    <message>
        <source>Stopped; nothing was kept.</source>
        <translation>Abgebrochen; nichts wurde behalten.</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>%1: RMSE %2 against %3 by predicting the mean; CCC %4.</source>
        <translation>%1: RMSE %2 gegen %3 beim Schätzen des Mittels; CCC %4.</translation>
    </message>
    <message>
        <source>RMSE %1</source>
        <translation>RMSE %1</translation>
    </message>
    <message>
        <source>of the mean</source>
        <translation>des Mittels</translation>
    </message>
    <message numerus="yes">
        <source>Left-out speakers; in brackets 95 % intervals by bootstrap over %n speakers.</source>
        <translation>
            <numerusform>Weggelassene Sprecher; in Klammern 95-%-Intervalle durch Bootstrap über %n Sprecher.</numerusform>
            <numerusform>Weggelassene Sprecher; in Klammern 95-%-Intervalle durch Bootstrap über %n Sprecher.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n utterances without all of these labels were left out.</source>
        <translation>
            <numerusform>%n Äußerung, der eines dieser Labels fehlt, wurde ausgelassen.</numerusform>
            <numerusform>%n Äußerungen, denen eines dieser Labels fehlt, wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The network itself was trained on %1 of these %2 speakers: the errors are too small.</source>
        <translation>Das Netz selbst wurde auf %1 dieser %2 Sprecher trainiert: Die Fehler sind zu klein.</translation>
    </message>
    <message>
        <source>Fitting, one speaker left out after the other.</source>
        <translation>Anpassung läuft, ein Sprecher nach dem anderen wird weggelassen.</translation>
    </message>
    <message>
        <source>A linear regression from the mean activations of units to what was labelled. Its error is that on speakers whom it was not fitted to. Over time it gives running means, which Inspect draws.</source>
        <translation>Eine lineare Regression von den mittleren Aktivierungen von Einheiten auf die Labels. Der Fehler ist der auf Sprechern, an die sie nicht angepasst wurde. Über die Zeit ergibt sie gleitende Mittel, die „Ansehen“ zeichnet.</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UnitTracks</name>
    <message>
        <source>There is no network %1 in the workspace any more. Choose another unit.</source>
        <translation>Im Arbeitsbereich gibt es kein Netz %1 mehr. Wähle eine andere Einheit.</translation>
    </message>
    <message>
        <source>There is no network that predicts speech in the workspace. This command trains one on nEMO: %1</source>
        <translation>Im Arbeitsbereich gibt es kein Netz, das Sprache vorhersagt. Dieser Befehl trainiert eines auf nEMO: %1</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UtteranceList</name>
    <message>
        <source>Utterances</source>
        <translation>Äußerungen</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UtteranceModel</name>
    <message>
        <source>%1, posterior %2</source>
        <translation>%1, Posterior %2</translation>
    </message>
    <message>
        <source>Audio not on this machine.</source>
        <translation>Audio nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>%1: the number is the posterior of the recognised class, mean over the windows of the utterance.</source>
        <translation>%1: Die Zahl ist der Posterior der erkannten Klasse, gemittelt über die Fenster der Äußerung.</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>zweifelhaft</translation>
    </message>
    <message>
        <source>audio not on this machine</source>
        <translation>Audio nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>Marked doubtful: its label is to be looked at again.</source>
        <translation>Als zweifelhaft markiert: Das Label ist noch einmal anzusehen.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>an utterance and its number</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an utterance and what its number is</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ViewGestures</name>
    <message>
        <source>Longer spectrogram window</source>
        <translation>Längeres Spektrogrammfenster</translation>
    </message>
    <message>
        <source>Show frequencies finer and times coarser.</source>
        <translation>Frequenzen feiner und Zeiten gröber zeigen.</translation>
    </message>
    <message>
        <source>Shorter spectrogram window</source>
        <translation>Kürzeres Spektrogrammfenster</translation>
    </message>
    <message>
        <source>Show times finer and frequencies coarser.</source>
        <translation>Zeiten feiner und Frequenzen gröber zeigen.</translation>
    </message>
    <message>
        <source>Page left</source>
        <translation>Eine Seite nach links</translation>
    </message>
    <message>
        <source>Show the part before this one.</source>
        <translation>Den Teil vor diesem zeigen.</translation>
    </message>
    <message>
        <source>Page right</source>
        <translation>Eine Seite nach rechts</translation>
    </message>
    <message>
        <source>Show the part after this one.</source>
        <translation>Den Teil nach diesem zeigen.</translation>
    </message>
    <message>
        <source>View before, while held</source>
        <translation>Vorige Ansicht, solange gedrückt</translation>
    </message>
    <message>
        <source>Show the view before the last change while the key is held.</source>
        <translation>Die Ansicht vor der letzten Änderung zeigen, solange die Taste gedrückt ist.</translation>
    </message>
    <message>
        <source>Taller tiers</source>
        <translation>Höhere Spuren</translation>
    </message>
    <message>
        <source>Make the rows of the tiers taller: long labels take several lines.</source>
        <translation>Die Zeilen der Spuren höher machen: Lange Etiketten brechen um.</translation>
    </message>
    <message>
        <source>Flatter tiers</source>
        <translation>Flachere Spuren</translation>
    </message>
    <message>
        <source>Make the rows of the tiers flatter.</source>
        <translation>Die Zeilen der Spuren flacher machen.</translation>
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
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>range</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>harmonicity, dotted</source>
        <translation>Harmonizität, gepunktet</translation>
    </message>
    <message>
        <source>Harmonics-to-noise ratio by cross-correlation, from 75 Hz, every 10 ms.</source>
        <translation>Verhältnis von Harmonischen zu Rauschen (HNR) durch Kreuzkorrelation, ab 75 Hz, alle 10 ms.</translation>
    </message>
    <message>
        <source>pulses over the waveform</source>
        <translation>Pulse über der Wellenform</translation>
    </message>
    <message>
        <source>Glottal pulses, one a period of the pitch; seen when they stand 3 pixels apart or more.</source>
        <translation>Glottispulse, einer je Periode der Tonhöhe; zu sehen, wenn sie 3 Pixel oder mehr auseinanderstehen.</translation>
    </message>
    <message>
        <source>Pitch 75 to 600 Hz; 5 formants up to 5500 Hz, 30 dB below the loudest; only the pitch shown</source>
        <translation>Tonhöhe 75 bis 600 Hz; 5 Formanten bis 5500 Hz, 30 dB unter dem Lautesten; nur die Tonhöhe gezeigt</translation>
    </message>
    <message>
        <source>Dynamic range of the formants</source>
        <translation>Dynamikumfang der Formanten</translation>
    </message>
    <message>
        <source>Formants stand where a frame is at most this much below the loudest in sight.</source>
        <translation>Formanten stehen, wo ein Frame höchstens so weit unter dem lautesten im Bild liegt.</translation>
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
    <message>
        <source>harmonicity</source>
        <translation>Harmonizität</translation>
    </message>
    <message>
        <source>Harmonics-to-noise ratio by cross-correlation (Boersma 1993); over a selection the mean of the frames that have one.</source>
        <translation>Verhältnis von Harmonischen zu Rauschen (HNR) durch Kreuzkorrelation (Boersma 1993); über eine Auswahl das Mittel der Frames, die eines haben.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::AffectPad</name>
    <message>
        <source>Valence and arousal</source>
        <translation>Valenz und Erregung</translation>
    </message>
    <message>
        <source>Valence %1, arousal %2, each from -1 to 1.</source>
        <translation>Valenz %1, Erregung %2, jeweils von -1 bis 1.</translation>
    </message>
    <message>
        <source>unpleasant</source>
        <translation>unangenehm</translation>
    </message>
    <message>
        <source>pleasant</source>
        <translation>angenehm</translation>
    </message>
    <message>
        <source>valence</source>
        <translation>Valenz</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>excited</source>
        <translation>erregt</translation>
    </message>
    <message>
        <source>arousal</source>
        <translation>Erregung</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::AffectTrail</name>
    <message>
        <source>Valence and arousal</source>
        <translation>Valenz und Erregung</translation>
    </message>
    <message>
        <source>No place on the plane.</source>
        <translation>Kein Ort in der Ebene.</translation>
    </message>
    <message>
        <source>Valence %1, arousal %2, each from -1 to 1.</source>
        <translation>Valenz %1, Erregung %2, jeweils von -1 bis 1.</translation>
    </message>
    <message>
        <source>unpleasant</source>
        <translation>unangenehm</translation>
    </message>
    <message>
        <source>pleasant</source>
        <translation>angenehm</translation>
    </message>
    <message>
        <source>excited</source>
        <translation>erregt</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>ruhig</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::AlignmentPlottable</name>
    <message>
        <source>character %1, %2</source>
        <comment>its number and itself</comment>
        <translation>Zeichen %1, %2</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::AttentionGrid</name>
    <message>
        <source>Heads of all layers</source>
        <translation>Köpfe aller Schichten</translation>
    </message>
    <message>
        <source>No attention is shown.</source>
        <translation>Es wird keine Aufmerksamkeit gezeigt.</translation>
    </message>
    <message>
        <source>%1 layers of %2 heads.</source>
        <comment>of a network</comment>
        <translation>%1 Schichten zu %2 Köpfen.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::AttentionView</name>
    <message>
        <source>Attention of a head</source>
        <translation>Aufmerksamkeit eines Kopfes</translation>
    </message>
    <message>
        <source>%1 looks at %2: weight %3</source>
        <comment>two times and a number</comment>
        <translation>%1 blickt auf %2: Gewicht %3</translation>
    </message>
    <message>
        <source>No attention is shown.</source>
        <translation>Es wird keine Aufmerksamkeit gezeigt.</translation>
    </message>
    <message>
        <source>%1: %2 frames from %3 to %4, darkest at weight %5.</source>
        <translation>%1: %2 Frames von %3 bis %4, am dunkelsten bei Gewicht %5.</translation>
    </message>
    <message>
        <source>looked at (s)</source>
        <translation>angeblickt (s)</translation>
    </message>
    <message>
        <source>looking (s)</source>
        <translation>blickend (s)</translation>
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
    <message>
        <source>%1 heard as %2: %3 in %4, %5 in %6 (%7 points).</source>
        <translation>%1 als %2 gehört: %3 in %4, %5 in %6 (%7 Prozentpunkte).</translation>
    </message>
    <message>
        <source>%1 heard as %2: %3 of the %4 taken for %2 (%5).</source>
        <translation>%1 als %2 gehört: %3 der %4, die für %2 gehalten wurden (%5).</translation>
    </message>
    <message>
        <source>Difference in counts, and in percentage points of the column.</source>
        <translation>Differenz in Anzahlen und in Prozentpunkten der Spalte.</translation>
    </message>
    <message>
        <source>Difference in counts, and in percentage points of the row.</source>
        <translation>Differenz in Anzahlen und in Prozentpunkten der Zeile.</translation>
    </message>
    <message>
        <source>Count of utterances, and their share of the column (precision on the diagonal).</source>
        <translation>Zahl der Äußerungen und ihr Anteil an der Spalte (auf der Diagonale die Precision).</translation>
    </message>
    <message>
        <source>%1 less %2, %3 classes, %4 utterances, truth by row.</source>
        <translation>%1 minus %2, %3 Klassen, %4 Äußerungen, Wahrheit je Zeile.</translation>
    </message>
    <message>
        <source>The two runs have different classes.</source>
        <translation>Die beiden Läufe haben verschiedene Klassen.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::CorrelationHeatmap</name>
    <message>
        <source>Correlations of units with targets</source>
        <translation>Korrelationen der Einheiten mit den Zielen</translation>
    </message>
    <message>
        <source>Units in sight</source>
        <translation>Sichtbare Einheiten</translation>
    </message>
    <message>
        <source>There is no map to show.</source>
        <translation>Es gibt keine Karte zum Anzeigen.</translation>
    </message>
    <message>
        <source>a column is the strongest of %1 units</source>
        <translation>eine Spalte ist die stärkste von %1 Einheiten</translation>
    </message>
    <message>
        <source>mean |r|</source>
        <translation>mittleres |r|</translation>
    </message>
    <message>
        <source>count</source>
        <translation>zählen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>grey: does not count, hatched: undefined</source>
        <translation>grau: zählt nicht, schraffiert: undefiniert</translation>
    </message>
    <message>
        <source>layer %1, unit %2</source>
        <translation>Schicht %1, Einheit %2</translation>
    </message>
    <message>
        <source>layer %1 (%2), unit %3</source>
        <translation>Schicht %1 (%2), Einheit %3</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a target and its note</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2: undefined: the unit is constant, or there are fewer than four utterances.</source>
        <translation>%1, %2: undefiniert: Die Einheit ist konstant, oder es gibt weniger als vier Äußerungen.</translation>
    </message>
    <message>
        <source>%1, %2: r = %3, 95 % CI %4 to %5, p %6, adjusted %7, n = %8.</source>
        <translation>%1, %2: r = %3, 95-%-KI %4 bis %5, p %6, adjustiert %7, n = %8.</translation>
    </message>
    <message>
        <source>By permutation p %1.</source>
        <translation>Nach Permutation p %1.</translation>
    </message>
    <message>
        <source>%1 of %2 speakers have its sign, I² %3.</source>
        <translation>%1 von %2 Sprechern haben ihr Vorzeichen, I² %3.</translation>
    </message>
    <message>
        <source>It counts (%1).</source>
        <translation>Sie zählt (%1).</translation>
    </message>
    <message>
        <source>It does not count (%1).</source>
        <translation>Sie zählt nicht (%1).</translation>
    </message>
    <message>
        <source>A column stands for %1 units and shows the largest |r|.</source>
        <translation>Eine Spalte steht für %1 Einheiten und zeigt das größte |r|.</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>layer %1 (%2)</source>
        <translation>Schicht %1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2: no unit is defined.</source>
        <translation>%1, %2: Keine Einheit ist definiert.</translation>
    </message>
    <message>
        <source>%1, %2: mean |r| %3, largest %4, %5 % of %6 units count.</source>
        <translation>%1, %2: mittleres |r| %3, größtes %4, %5 % von %6 Einheiten zählen.</translation>
    </message>
    <message>
        <source>%1: no unit is defined.</source>
        <translation>%1: Keine Einheit ist definiert.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 units count (%4), the largest r is %5 at %6.</source>
        <translation>%1: %2 von %3 Einheiten zählen (%4), das größte r ist %5 bei %6.</translation>
    </message>
    <message>
        <source>critical |r| %1, %2 with %3</source>
        <translation>kritisches |r| %1, %2 mit %3</translation>
    </message>
    <message>
        <source>critical |r| %1, with %2 nothing counts</source>
        <translation>kritisches |r| %1, mit %2 zählt nichts</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a target and its critical |r|</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 layers, %2 units.</source>
        <translation>%1 Schichten, %2 Einheiten.</translation>
    </message>
    <message>
        <source>A click selects the layer.</source>
        <translation>Ein Klick wählt die Schicht aus.</translation>
    </message>
    <message>
        <source>|Δr|</source>
        <comment>size of the difference of two correlations</comment>
        <translation>|Δr|</translation>
    </message>
    <message>
        <source>differ</source>
        <translation>verschieden</translation>
    </message>
    <message numerus="yes">
        <source>%n units</source>
        <comment>selected ones</comment>
        <translation>
            <numerusform>%n Einheit</numerusform>
            <numerusform>%n Einheiten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 selected</source>
        <comment>units and layers</comment>
        <translation>%1 aus %2 ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <comment>of which units are selected</comment>
        <translation>
            <numerusform>%n Schicht</numerusform>
            <numerusform>%n Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2: undefined: in one of the two the unit is constant, or there are fewer than four utterances.</source>
        <translation>%1, %2: undefiniert: In einem der beiden Fälle ist die Einheit konstant, oder es gibt weniger als vier Äußerungen.</translation>
    </message>
    <message>
        <source>z = %1 (same utterances, Meng, Rosenthal and Rubin)</source>
        <translation>z = %1 (dieselben Äußerungen, Meng, Rosenthal und Rubin)</translation>
    </message>
    <message>
        <source>t = %1 (paired over %2 speakers, on Fisher&apos;s z)</source>
        <translation>t = %1 (gepaart über %2 Sprecher, auf Fishers z)</translation>
    </message>
    <message>
        <source>z = %1 (other utterances, Fisher)</source>
        <translation>z = %1 (andere Äußerungen, Fisher)</translation>
    </message>
    <message>
        <source>%1, %2: r = %3 less %4, difference %5, %6, p %7, adjusted %8, n = %9.</source>
        <translation>%1, %2: r = %3 minus %4, Differenz %5, %6, p %7, adjustiert %8, n = %9.</translation>
    </message>
    <message>
        <source>It differs (%1).</source>
        <translation>Die Einheit unterscheidet sich (%1).</translation>
    </message>
    <message>
        <source>It does not differ (%1).</source>
        <translation>Die Einheit unterscheidet sich nicht (%1).</translation>
    </message>
    <message>
        <source>%1, %2: mean size of the difference %3, largest %4, %5 % of %6 units differ.</source>
        <translation>%1, %2: mittlerer Betrag der Differenz %3, größter %4, %5 % von %6 Einheiten unterscheiden sich.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 units differ (%4), the largest difference is %5 at %6.</source>
        <translation>%1: %2 von %3 Einheiten unterscheiden sich (%4), die größte Differenz ist %5 bei %6.</translation>
    </message>
    <message>
        <source>critical %1 with %2</source>
        <translation>kritische Differenz %1 mit %2</translation>
    </message>
    <message>
        <source>with %1 nothing differs</source>
        <translation>mit %1 unterscheidet sich nichts</translation>
    </message>
    <message>
        <source>grey: does not differ, hatched: undefined</source>
        <translation>grau: unterscheidet sich nicht, schraffiert: undefiniert</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a sentence</comment>
        <translation>%1.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::CorrelationStrip</name>
    <message>
        <source>Maps of all speakers</source>
        <translation>Karten aller Sprecher</translation>
    </message>
    <message>
        <source>Maps of all speakers, %1</source>
        <translation>Karten aller Sprecher, %1</translation>
    </message>
    <message>
        <source>Speakers, %1</source>
        <translation>Sprecher, %1</translation>
    </message>
    <message>
        <source>%1, n %2</source>
        <comment>a speaker and the number of utterances</comment>
        <translation>%1, n %2</translation>
    </message>
    <message>
        <source>Speaker %1, %2: undefined, with %3 utterances.</source>
        <translation>Sprecher %1, %2: undefiniert, mit %3 Äußerungen.</translation>
    </message>
    <message>
        <source>Speaker %1, %2: %3 utterances, mean |r| %4, %5 of %6 units count.</source>
        <translation>Sprecher %1, %2: %3 Äußerungen, mittleres |r| %4, %5 von %6 Einheiten zählen.</translation>
    </message>
    <message>
        <source>There are no maps of speakers.</source>
        <translation>Es gibt keine Karten von Sprechern.</translation>
    </message>
    <message>
        <source>%1, %2 speakers.</source>
        <translation>%1, %2 Sprecher.</translation>
    </message>
    <message>
        <source>Speaker %1 is shown large.</source>
        <translation>Sprecher %1 ist groß gezeigt.</translation>
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
    <message>
        <source>update</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Fold %1: %2 looks, loss %3 at the end.</source>
        <translation>Fold %1: %2 Zwischenstände, Verlust am Ende %3.</translation>
    </message>
    <message>
        <source>Fold %1, update %2: loss %3</source>
        <translation>Fold %1, Schritt %2: Verlust %3</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::DimensionPlottable</name>
    <message>
        <source>valence</source>
        <translation>Valenz</translation>
    </message>
    <message>
        <source>arousal</source>
        <translation>Erregung</translation>
    </message>
    <message>
        <source>dominance</source>
        <translation>Dominanz</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::DotColumns</name>
    <message>
        <source>Scores of the runs of the group</source>
        <translation>Werte der Läufe der Gruppe</translation>
    </message>
    <message>
        <source>%1: %2 %3.</source>
        <translation>%1: %2 %3.</translation>
    </message>
    <message>
        <source>%1, %2: %3 %4.</source>
        <translation>%1, %2: %3 %4.</translation>
    </message>
    <message>
        <source>%1 of %2 runs.</source>
        <translation>%1 von %2 Läufen.</translation>
    </message>
    <message>
        <source>Mean %1.</source>
        <translation>Mittel %1.</translation>
    </message>
    <message>
        <source>%1: mean %2.</source>
        <translation>%1: Mittel %2.</translation>
    </message>
    <message>
        <source>No run of the group has a score yet.</source>
        <translation>Noch kein Lauf der Gruppe hat einen Wert.</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::EmotionDial</name>
    <message>
        <source>Posteriors</source>
        <translation>Posteriors</translation>
    </message>
    <message>
        <source>No posteriors.</source>
        <translation>Keine Posteriors.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::EmotionWord</name>
    <message>
        <source>Emotion now</source>
        <translation>Emotion jetzt</translation>
    </message>
    <message>
        <source>unsure: %1</source>
        <translation>unsicher: %1</translation>
    </message>
    <message>
        <source>unsure: %1 or %2</source>
        <translation>unsicher: %1 oder %2</translation>
    </message>
    <message>
        <source>no speech</source>
        <translation>keine Sprache</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::HeardUnitPlottable</name>
    <message>
        <source>units without an emotion</source>
        <translation>Einheiten ohne Emotion</translation>
    </message>
    <message>
        <source>units, %1</source>
        <comment>an emotion</comment>
        <translation>Einheiten, %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>emotion and how many units</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Histogram of %1</source>
        <translation>Histogramm: %1</translation>
    </message>
    <message>
        <source>%1 %2 and more</source>
        <translation>%1 %2 und mehr</translation>
    </message>
    <message>
        <source>%1 to %2 %3</source>
        <comment>a range and its unit</comment>
        <translation>%1 bis %2 %3</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>a quantity and its unit</comment>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>%1 is not known.</source>
        <translation>%1 ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1: %2 utterances.</source>
        <translation>%1: %2 Äußerungen.</translation>
    </message>
    <message>
        <source>%1 of %2 utterances: median %3, from %4 to %5 %6.</source>
        <translation>%1 von %2 Äußerungen: Median %3, von %4 bis %5 %6.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>utterances</source>
        <translation>Äußerungen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Not known for these utterances.</source>
        <translation>Für diese Äußerungen nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::IntervalScatter</name>
    <message>
        <source>%1: %2 %3, %4 %5</source>
        <translation>%1: %2 %3, %4 %5</translation>
    </message>
    <message>
        <source>%1 (%2).</source>
        <comment>a point and why it is marked</comment>
        <translation>%1 (%2).</translation>
    </message>
    <message>
        <source>%1 from %2 to %3 and %4 from %5 to %6, with 95 % intervals.</source>
        <translation>%1 von %2 bis %3 und %4 von %5 bis %6, mit 95-%-Intervallen.</translation>
    </message>
    <message>
        <source>There is nothing to compare yet.</source>
        <translation>Es gibt noch nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1, low</source>
        <translation>%1, unten</translation>
    </message>
    <message>
        <source>%1, high</source>
        <translation>%1, oben</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::LabelEditor</name>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::LayerPlottable</name>
    <message>
        <source>%1, unit %2</source>
        <translation>%1, Einheit %2</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation>Eingangspegel</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>silent</source>
        <comment>input level</comment>
        <translation>still</translation>
    </message>
    <message>
        <source>%1, clipped</source>
        <translation>%1, übersteuert</translation>
    </message>
    <message>
        <source>clipped</source>
        <translation>übersteuert</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::LiveStrip</name>
    <message>
        <source>The last seconds</source>
        <translation>Die letzten Sekunden</translation>
    </message>
    <message>
        <source>%1 s of sound; no speech now.</source>
        <translation>%1 s Ton; jetzt keine Sprache.</translation>
    </message>
    <message>
        <source>%1 s of sound; now most likely %2.</source>
        <translation>%1 s Ton; jetzt am wahrscheinlichsten %2.</translation>
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
    <name>prososcope::widgets::PointCloud</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an utterance and what is known of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, selected</source>
        <translation>%1, ausgewählt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a word and how many utterances have it</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n utterances.</source>
        <comment>what a map is of</comment>
        <translation>
            <numerusform>%1, %n Äußerung.</numerusform>
            <numerusform>%1, %n Äußerungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Coloured by %1: %2.</source>
        <translation>Gefärbt nach %1: %2.</translation>
    </message>
    <message>
        <source>Coloured by %1, from %2 to %3.</source>
        <translation>Gefärbt nach %1, von %2 bis %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n selected.</source>
        <translation>
            <numerusform>%n ausgewählt.</numerusform>
            <numerusform>%n ausgewählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>utterance</source>
        <translation>Äußerung</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>words of a legend</comment>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::RatingPlane</name>
    <message>
        <source>Valence and arousal</source>
        <translation>Valenz und Erregung</translation>
    </message>
    <message>
        <source>valence</source>
        <translation>Valenz</translation>
    </message>
    <message>
        <source>arousal</source>
        <translation>Erregung</translation>
    </message>
    <message>
        <source>Valence %1 to %2, arousal %3 to %4: %5 utterances.</source>
        <translation>Valenz %1 bis %2, Erregung %3 bis %4: %5 Äußerungen.</translation>
    </message>
    <message>
        <source>Valence and arousal are not known for these utterances.</source>
        <translation>Valenz und Erregung sind für diese Äußerungen nicht bekannt.</translation>
    </message>
    <message>
        <source>Valence and arousal of %1 utterances.</source>
        <translation>Valenz und Erregung von %1 Äußerungen.</translation>
    </message>
    <message>
        <source>Mean of %1: valence %2, arousal %3.</source>
        <translation>Mittel von %1: Valenz %2, Erregung %3.</translation>
    </message>
    <message>
        <source>class or cell</source>
        <translation>Klasse oder Zelle</translation>
    </message>
    <message>
        <source>utterances</source>
        <translation>Äußerungen</translation>
    </message>
    <message>
        <source>mean of %1</source>
        <translation>Mittel von %1</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::ReliabilityView</name>
    <message>
        <source>Reliability of the posteriors</source>
        <translation>Verlässlichkeit der Posteriors</translation>
    </message>
    <message>
        <source>posterior of the recognised class</source>
        <translation>Posterior der erkannten Klasse</translation>
    </message>
    <message>
        <source>share that is right</source>
        <translation>richtiger Anteil</translation>
    </message>
    <message>
        <source>Posterior %1 to %2: %3 utterances, mean posterior %4, right %5.</source>
        <translation>Posterior %1 bis %2: %3 Äußerungen, mittlerer Posterior %4, richtig %5.</translation>
    </message>
    <message>
        <source>Posteriors are right on average: they say %1, and %2 are right.</source>
        <translation>Die Posteriors stimmen im Mittel: Sie sagen %1, und %2 sind richtig.</translation>
    </message>
    <message>
        <source>Posteriors promise too much: they say %1, and %2 are right.</source>
        <translation>Die Posteriors versprechen zu viel: Sie sagen %1, und %2 sind richtig.</translation>
    </message>
    <message>
        <source>Posteriors promise too little: they say %1, and %2 are right.</source>
        <translation>Die Posteriors versprechen zu wenig: Sie sagen %1, und %2 sind richtig.</translation>
    </message>
    <message>
        <source>ECE %1, Brier score %2, %3 utterances.</source>
        <translation>ECE %1, Brier-Score %2, %3 Äußerungen.</translation>
    </message>
    <message>
        <source>This run has no posteriors.</source>
        <translation>Dieser Lauf hat keine Posteriors.</translation>
    </message>
    <message>
        <source>posterior from</source>
        <translation>Posterior von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>utterances</source>
        <translation>Äußerungen</translation>
    </message>
    <message>
        <source>mean posterior</source>
        <translation>mittlerer Posterior</translation>
    </message>
    <message>
        <source>share right</source>
        <translation>richtiger Anteil</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::ScatterView</name>
    <message>
        <source>Predicted against labelled values</source>
        <translation>Geschätzte Werte gegen Labels</translation>
    </message>
    <message>
        <source>Predicted against labelled %1</source>
        <translation>%1: geschätzt gegen Label</translation>
    </message>
    <message>
        <source>labelled %1</source>
        <translation>%1 laut Label</translation>
    </message>
    <message>
        <source>predicted %1</source>
        <translation>%1 geschätzt</translation>
    </message>
    <message>
        <source>No utterance has both a label and a prediction.</source>
        <translation>Keine Äußerung hat sowohl ein Label als auch eine Schätzung.</translation>
    </message>
    <message>
        <source>utterance</source>
        <translation>Äußerung</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>%1: %2 %3, %4 %5.</source>
        <comment>a point, and twice what a value is and its number</comment>
        <translation>%1: %2 %3, %4 %5.</translation>
    </message>
    <message>
        <source>%1: %2 points, both values from %3 to %4.</source>
        <translation>%1: %2 Punkte, beide Werte von %3 bis %4.</translation>
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
    <name>prososcope::widgets::SliceView</name>
    <message>
        <source>frequency (Hz)</source>
        <translation>Frequenz (Hz)</translation>
    </message>
    <message>
        <source>spectrum (dB/Hz)</source>
        <translation>Spektrum (dB/Hz)</translation>
    </message>
    <message>
        <source>envelope (dB/Hz)</source>
        <translation>Hüllkurve (dB/Hz)</translation>
    </message>
    <message>
        <source>%1 Hz  %2 dB/Hz, envelope %3 dB/Hz</source>
        <translation>%1 Hz  %2 dB/Hz, Hüllkurve %3 dB/Hz</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 kHz</source>
        <translation>%1 kHz</translation>
    </message>
    <message>
        <source>%1, empty</source>
        <translation>%1, leer</translation>
    </message>
    <message>
        <source>%1 at %2, no peak</source>
        <translation>%1 bei %2, kein Gipfel</translation>
    </message>
    <message>
        <source>%1 at %2, peaks of the envelope at %3</source>
        <translation>%1 bei %2, Gipfel der Hüllkurve bei %3</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::SpeakerBars</name>
    <message>
        <source>Recall by speaker</source>
        <translation>Recall je Sprecher</translation>
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
    <message>
        <source>Recall by gender</source>
        <translation>Recall je Geschlecht</translation>
    </message>
    <message>
        <source>Difference by speaker</source>
        <translation>Differenz je Sprecher</translation>
    </message>
    <message>
        <source>largest loss: %1 (%2)</source>
        <translation>größter Verlust: %1 (%2)</translation>
    </message>
    <message>
        <source>no speaker loses</source>
        <translation>kein Sprecher verliert</translation>
    </message>
    <message>
        <source>lowest: %1 (%2)</source>
        <translation>niedrigster: %1 (%2)</translation>
    </message>
    <message>
        <source>speaker %1</source>
        <translation>Sprecher %1</translation>
    </message>
    <message>
        <source>female</source>
        <translation>weiblich</translation>
    </message>
    <message>
        <source>male</source>
        <translation>männlich</translation>
    </message>
    <message>
        <source>%1 genders, %2.</source>
        <translation>%1 Geschlechter, %2.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1: %2 over %3 utterances.</source>
        <translation>%1: %2 über %3 Äußerungen.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::SpeakerClasses</name>
    <message>
        <source>Classes by speaker</source>
        <translation>Klassen je Sprecher</translation>
    </message>
    <message>
        <source>No utterances.</source>
        <translation>Keine Äußerungen.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>class and count</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Speaker %1: %2.</source>
        <translation>Sprecher %1: %2.</translation>
    </message>
    <message>
        <source>%1 utterances, %2 speakers, %3 classes.</source>
        <translation>%1 Äußerungen, %2 Sprecher, %3 Klassen.</translation>
    </message>
    <message>
        <source>speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Speaker %1, %2: %3 of %4 utterances.</source>
        <translation>Sprecher %1, %2: %3 von %4 Äußerungen.</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::SpectrogramPlottable</name>
    <message>
        <source>level</source>
        <translation>Pegel</translation>
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
    <name>prososcope::widgets::TierView</name>
    <message>
        <source>Tiers</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>Scroll tiers</source>
        <translation>Spuren rollen</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Label of interval %1 of tier %2</source>
        <translation>Etikett von Intervall %1 der Spur %2</translation>
    </message>
    <message>
        <source>No tiers</source>
        <translation>Keine Spuren</translation>
    </message>
    <message numerus="yes">
        <source>%n tiers</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; active: %2</source>
        <translation>%1; aktiv: %2</translation>
    </message>
    <message>
        <source>%1; active: %2; point %3 of %4, &quot;%5&quot;, at %6</source>
        <translation>%1; aktiv: %2; Punkt %3 von %4, „%5“, bei %6</translation>
    </message>
    <message>
        <source>%1; active: %2; interval %3 of %4, &quot;%5&quot;, from %6 to %7</source>
        <translation>%1; aktiv: %2; Intervall %3 von %4, „%5“, von %6 bis %7</translation>
    </message>
    <message>
        <source>%1   %2: &quot;%3&quot; %4 s</source>
        <comment>time, tier, label, duration</comment>
        <translation>%1   %2: „%3“ %4 s</translation>
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
    <name>prososcope::widgets::UnitPlottable</name>
    <message>
        <source>solid</source>
        <translation>durchgezogen</translation>
    </message>
    <message>
        <source>dashed</source>
        <translation>gestrichelt</translation>
    </message>
    <message>
        <source>dotted</source>
        <translation>gepunktet</translation>
    </message>
    <message>
        <source>dash-dotted</source>
        <translation>strichpunktiert</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::UnitScatter</name>
    <message>
        <source>Activation of the unit against the target</source>
        <translation>Aktivierung der Einheit gegen das Ziel</translation>
    </message>
    <message>
        <source>%1: %2 %3, %4 %5.</source>
        <comment>an utterance, the activation and the target with their names</comment>
        <translation>%1: %2 %3, %4 %5.</translation>
    </message>
    <message>
        <source>%1 against %2, %3 utterances.</source>
        <translation>%1 gegen %2, %3 Äußerungen.</translation>
    </message>
    <message>
        <source>The line rises by %1 for each unit of activation, 95 % CI %2 to %3.</source>
        <translation>Die Gerade steigt um %1 je Einheit der Aktivierung, 95-%-KI %2 bis %3.</translation>
    </message>
    <message>
        <source>No utterance has both an activation and a value of the target.</source>
        <translation>Keine Äußerung hat sowohl eine Aktivierung als auch einen Wert des Ziels.</translation>
    </message>
    <message>
        <source>utterance</source>
        <translation>Äußerung</translation>
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
    <message>
        <source>pitch</source>
        <translation>Tonhöhe</translation>
    </message>
    <message>
        <source>intensity</source>
        <translation>Intensität</translation>
    </message>
    <message>
        <source>harmonicity</source>
        <translation>Harmonizität</translation>
    </message>
    <message>
        <source>formant %1</source>
        <translation>Formant %1</translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::WaveformPlottable</name>
    <message>
        <source>channel %1</source>
        <translation>Kanal %1</translation>
    </message>
    <message>
        <source>channel %1 lowest</source>
        <translation>Kanal %1 tiefster Wert</translation>
    </message>
    <message>
        <source>channel %1 highest</source>
        <translation>Kanal %1 höchster Wert</translation>
    </message>
</context>
</TS>
