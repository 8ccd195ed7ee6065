// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// One word for the present state, large, with the class's symbol in its colour, and a line under it. The size is chosen once
/// for the longest word of the classes, so that nothing jumps when the word changes. Unsure shows the two likeliest, smaller
/// and without colour; no speech is a dash. GUI thread.
class EmotionWord : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit EmotionWord(QWidget* parent = nullptr);

    void setClasses(const QStringList& classes);
    void showWord(const QString& emotion);
    void showUnsure(const QString& first, const QString& second);  ///< second may be empty
    void showNothing();
    /// The last word still shows through the dash as long as presence is above 0.
    void setPresence(double presence);
    void setLine(const QString& line);  ///< "since 3.2 s, next neutral .18"

    /// For an audience: text of its contrast, none smaller than it can read.
    void setPresentation(bool presentation);

    [[nodiscard]] QString text() const;  ///< what is read: "happy", "unsure: angry or happy", "no speech"
    [[nodiscard]] int wordPixels() const;
    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {420, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 80}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum class State { Nothing, Unsure, Word };
    void become(State state, const QString& first, const QString& second);
    [[nodiscard]] int linePixels(int wordPixels) const;
    void paintWord(QPainter& painter, const QRectF& area, int pixels);
    void paintUnsure(QPainter& painter, const QRectF& area, int pixels);

    QStringList m_classes;
    State m_state = State::Nothing;
    QString m_first, m_second;
    QString m_line;
    double m_presence = 0.0;
    bool m_presentation = false;
};

}  // namespace prososcope::widgets
